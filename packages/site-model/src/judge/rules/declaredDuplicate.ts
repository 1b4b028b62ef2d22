import { Verdict } from '../../findings';
import { DeclaredKey, DeclaredRow } from '../../site';
import { inNumericOrder } from '../../site/addressOrder';
import { guestLabel } from '../../site/labels';
import { listed } from '../../text/sentences';
import { keyEvidence, rowEvidence } from '../evidence';
import { JudgeContext } from '../JudgeContext';
import { isVip, ownerOfKey } from '../keyNames';

/** Keys that claim the address for different owners; aliases and VIPs are none. */
function rivalKeys(keys: readonly DeclaredKey[]): DeclaredKey[] {
  if (keys.length < 2) {
    return [];
  }
  const own = keys.filter(key => key.aliasOf === undefined && !isVip(key.key));
  return new Set(own.map(({ key }) => ownerOfKey(key))).size > 1 ? own : [];
}

function rivalRows(rows: readonly DeclaredRow[]): DeclaredRow[] {
  return new Set(rows.map(({ vmid }) => vmid)).size > 1 ? [...rows] : [];
}

/**
 * One address under keys, or in rows, of different owners. Keys are compared
 * with keys and rows with rows, never a key with a row (ruling R06).
 */
export function declaredDuplicate(context: JudgeContext): Verdict[] {
  const keysByAddress = context.keysByAddress();
  const rowsByAddress = context.rowsByAddress();
  const found = new Map<string, { keys: DeclaredKey[]; rows: DeclaredRow[] }>();
  for (const [address, keys] of keysByAddress) {
    const rivals = rivalKeys(keys);
    if (rivals.length > 0) {
      found.set(address, { keys: rivals, rows: [] });
    }
  }
  for (const [address, rows] of rowsByAddress) {
    const rivals = rows.length > 1 ? rivalRows(rows) : [];
    if (rivals.length > 0) {
      found.set(address, {
        keys: found.get(address)?.keys ?? [],
        rows: rivals,
      });
    }
  }
  return inNumericOrder([...found.keys()]).map(address => {
    const { keys, rows } = found.get(address)!;
    const names = [
      ...new Set([
        ...keys.map(({ key }) => key),
        ...rows.map(row => `the row of ${guestLabel(row)}`),
      ]),
    ];
    return {
      rule: 'declared-duplicate',
      subject: context.subjects.address(address),
      severity: 'warning',
      summary: `${address} is declared for different owners by ${listed(
        names,
      )}; correct all but one of them.`,
      evidence: [
        ...keys.map(key => keyEvidence(key, address)),
        ...rows.map(row =>
          rowEvidence(
            row,
            `declared by the row of ${guestLabel(row)}`,
            address,
          ),
        ),
      ],
      restsOn: context.declaredRefs([...keys, ...rows]),
      guestIds: context.guestsOf(rows).map(({ id }) => id),
    };
  });
}
