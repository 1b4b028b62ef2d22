import { Verdict } from '../../findings';
import { Claim, DeclaredRow } from '../../site';
import { guestLabel } from '../../site/labels';
import { listed } from '../../text/sentences';
import { claimEvidence, rowEvidence } from '../evidence';
import { JudgeContext } from '../JudgeContext';
import { isVip, ownerOfKey } from '../keyNames';

/** Keys that claim the address for different owners; aliases and VIPs are none. */
function rivalKeys(claims: readonly Claim[]): Claim[] {
  if (claims.length < 2) {
    return [];
  }
  const own = claims.filter(
    ({ kind, aliasOf, label }) =>
      kind === 'declared-key' && aliasOf === undefined && !isVip(label),
  );
  return own.length > 1 &&
    new Set(own.map(({ label }) => ownerOfKey(label))).size > 1
    ? own
    : [];
}

function rivalRows(rows: readonly DeclaredRow[] = []): readonly DeclaredRow[] {
  return rows.some(({ vmid }) => vmid !== rows[0].vmid) ? rows : [];
}

/**
 * One address under keys, or in rows, of different owners. Keys are compared
 * with keys and rows with rows, never a key with a row (ruling R06).
 */
export function declaredDuplicate(context: JudgeContext): Verdict[] {
  const rowsByAddress = context.rowsByAddress();
  const verdicts: Verdict[] = [];
  for (const { address, claims } of context.site.addresses) {
    const keys = rivalKeys(claims);
    const rows = rivalRows(rowsByAddress.get(address));
    if (keys.length > 0 || rows.length > 0) {
      const names = [
        ...keys.map(({ label }) => label),
        ...rows.map(row => `the row of ${guestLabel(row)}`),
      ];
      verdicts.push({
        rule: 'declared-duplicate',
        subject: context.subjects.address(address),
        severity: 'warning',
        summary: `${address} is declared for different owners by ${listed([
          ...new Set(names),
        ])}; correct all but one of them.`,
        evidence: [
          ...keys.map(claimEvidence),
          ...rows.map(row =>
            rowEvidence(
              row,
              `declared by the row of ${guestLabel(row)}`,
              address,
            ),
          ),
        ],
        restsOn: context.readRefs([...keys, ...rows]),
        guestIds: context.guestsOf(rows).map(({ id }) => id),
      });
    }
  }
  return verdicts;
}
