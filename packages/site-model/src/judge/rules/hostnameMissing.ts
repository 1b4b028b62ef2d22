import { Verdict } from '../../findings';
import { readEvidence } from '../../paths/Trust';
import { declaredNameEvidence, rowSubject } from '../hostnames';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/**
 * A declared name for which no enabled row of any proxy answers. Rests on the silence
 * of the proxies: the complete rows of all of them must have been read, so one that
 * failed, or shows its account only its own rows, raises nothing. A row that nginx
 * refuses is there (`upstream-down` tells of it), as are redirections and rows that
 * answer 404; one that is switched off is not. A name that is only planned is silent.
 */
export function hostnameMissing(context: JudgeContext): Verdict[] {
  if (!context.proxyRowsReadable || !context.hasHostnames) {
    return [];
  }
  const book = context.hostnames();
  const { proxyRefs } = context;
  const proxies = context.site.proxies.map(({ sourceId, collectedAt }) => ({
    claim: `the complete rows of ${sourceId} answer for no such name`,
    sourceId,
    collectedAt,
  }));
  return [...book.byName].flatMap(([hostname, declared]): Verdict[] => {
    const isPlanned = declared.every(({ planned }) => planned);
    if (isPlanned || book.rowsFor(hostname).length > 0) {
      return [];
    }
    const disabled = book.disabledRows(hostname);
    const [off] = disabled;
    return [
      {
        rule: 'hostname-missing',
        subject: context.subjects.hostname(hostname),
        severity: 'error',
        summary: off
          ? `${hostname} is declared, but its row at ${off.row.sourceId} is switched off; switch it on, or strike out the declared row.`
          : `${hostname} is declared, but no row of a proxy answers for it; create one, or strike out the declared row.`,
        evidence: [
          ...declared.map(declaredNameEvidence),
          ...disabled.map(item =>
            readEvidence(
              item.row,
              `${rowSubject(context, item)} is switched off`,
            ),
          ),
          ...proxies,
        ],
        restsOn: distinctRefs([...context.readRefs(declared), ...proxyRefs]),
        guestIds: [],
      },
    ];
  });
}
