import { Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { readEvidence } from '../../paths/Trust';
import { rowSubject } from '../hostnames';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { rowLabel } from '../upstreams';

/**
 * A name that an enabled row of a proxy has and no declared table. Rests on the
 * silence of the tables: all of them must have been read. A declared wildcard covers
 * the names under it, never the other way round. Rows that are switched off, rows
 * that answer 404 on purpose, and streams, which have no name, are left aside; so
 * are rows of a proxy that cannot be read now.
 */
export function hostnameUndeclared(context: JudgeContext): Verdict[] {
  if (!context.hostnamesReadable) {
    return [];
  }
  const book = context.hostnames();
  const { hostnameRefs } = context;
  return [...book.namesInUse()].flatMap(([hostname, all]): Verdict[] => {
    const rows = all.filter(
      ({ kind, row: { freshness } }) =>
        kind !== 'dead-host' &&
        (isReadable(freshness) || freshness.freshness === 'partial'),
    );
    if (rows.length === 0 || book.declared(hostname).length > 0) {
      return [];
    }
    const [{ kind, row }] = rows;
    return [
      {
        rule: 'hostname-undeclared',
        subject: context.subjects.hostname(hostname),
        severity: 'warning',
        summary: `${hostname} is served by ${rowLabel(
          kind,
          row.value,
        )}, but no declared table names it; add a row for it, or switch it off.`,
        evidence: rows.map(item =>
          readEvidence(item.row, `named by ${rowSubject(context, item)}`),
        ),
        restsOn: distinctRefs([
          ...context.readRefs(rows.map(item => item.row)),
          ...hostnameRefs,
        ]),
        guestIds: [],
      },
    ];
  });
}
