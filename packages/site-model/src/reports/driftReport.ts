import { RuleId, Verdict } from '../findings';
import { Guest, isClusterSource, Site } from '../site';
import { inNumericOrder } from '../site/addressOrder';
import { compareNatural, compareText } from '../text/compareText';
import { evidenceEntry } from './evidenceEntry';
import { reportHead } from './reportHead';
import { DriftReport } from './schemas';

const ADDRESS = 'address:';
const VMID = /(\d+)$/;

function findingEntry(verdict: Verdict): DriftReport['findings'][number] {
  return {
    rule: verdict.rule,
    subject: verdict.subject,
    severity: verdict.severity,
    summary: verdict.summary,
    guests: verdict.guestIds,
    evidence: verdict.evidence.map(evidenceEntry),
  };
}

function byNumber(left: number, right: number): number {
  return left - right;
}

/** The VMIDs that subjects `guest:…` name; a VMID of two clusters is listed once. */
function vmidsOf(verdicts: readonly Verdict[]): number[] {
  const vmids = verdicts.map(({ subject }) => Number(VMID.exec(subject)![1]));
  return [...new Set(vmids)].sort(byNumber);
}

function addressesOf(verdicts: readonly Verdict[]): string[] {
  return inNumericOrder(
    verdicts.map(({ subject }) => subject.slice(ADDRESS.length)),
  );
}

/**
 * `drift.json` (DOMAIN.md §5 and ruling R22): the findings, and by the names
 * that other tools know the subjects of the rules on addresses and guests.
 *
 * `seed_unreachable` is true when the list of any configured cluster could not
 * be read, for whatever reason: nothing may then be concluded from what the
 * other keys do not name.
 *
 * @param site - what the verdicts speak about
 * @param verdicts - of `judge`
 * @public
 */
export function driftReport(
  site: Site,
  verdicts: readonly Verdict[],
): DriftReport {
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  const of = (rule: RuleId) => verdicts.filter(item => item.rule === rule);
  const guestsOf = (verdict: Verdict): Guest[] =>
    verdict.guestIds.flatMap(id => guests.get(id) ?? []);
  const duplicates = new Map(
    of('duplicate-address').map(verdict => [
      verdict.subject.slice(ADDRESS.length),
      [...new Set(guestsOf(verdict).map(({ vmid }) => vmid))].sort(byNumber),
    ]),
  );
  return {
    ...reportHead(site),
    seed_unreachable: site.sources.some(
      source =>
        isClusterSource(source) &&
        (source.freshness === 'failed' || source.freshness === 'never'),
    ),
    duplicate_ips: Object.fromEntries(
      inNumericOrder([...duplicates.keys()]).map(address => [
        address,
        duplicates.get(address)!,
      ]),
    ),
    guest_ips_not_in_ip_addresses_conf: addressesOf(of('address-undeclared')),
    ip_addresses_conf_ips_not_on_guests: addressesOf(of('address-unused')),
    vmid_ip_mismatch: of('address-mismatch')
      .flatMap(guestsOf)
      .map(({ vmid, declared, addresses }) => ({
        vmid,
        declared: [
          ...inNumericOrder([
            ...new Set(declared.flatMap(row => row.addresses)),
          ]),
          ...new Set(declared.flatMap(row => row.ranges)),
        ],
        observed: addresses,
      }))
      .sort((left, right) => left.vmid - right.vmid),
    guests_only_in_doc: vmidsOf(of('guest-missing')),
    guests_only_on_cluster: vmidsOf(of('guest-undeclared')),
    findings: verdicts
      .map(findingEntry)
      .sort(
        (left, right) =>
          compareText(left.rule, right.rule) ||
          compareNatural(left.subject, right.subject),
      ),
  };
}
