import { Verdict } from '../findings';
import { JudgeContext } from '../judge/JudgeContext';
import { Site, SiteOptions } from '../site';
import { parseAddress } from '../values';
import { DriftFix, noFix } from './DriftFix';
import { fixDuplicateKeys } from './fixDuplicateKeys';
import { fixDuplicateRows, fixMismatch } from './fixRows';
import { fixUndeclared } from './fixUndeclared';
import { fixUnused } from './fixUnused';

function fixDuplicate(context: JudgeContext, address: string): DriftFix {
  const rows = context.rowsByAddress().get(address) ?? [];
  const keys = fixDuplicateKeys(context, address);
  const isInRows = rows.some(({ vmid }) => vmid !== rows[0].vmid);
  const isInKeys =
    context.site.declaredKeys.filter(key => key.addresses.includes(address))
      .length > 1;
  if (isInRows && isInKeys && keys.offered) {
    return noFix(
      'several-candidates',
      `Keys and rows both give ${address} to several owners: correct one file, and look again.`,
    );
  }
  return isInRows ? fixDuplicateRows(context, address) : keys;
}

/**
 * The smallest edit of a declared file that makes a finding go away. It is
 * offered only where what runs leaves no doubt about what the file should say;
 * everywhere else the answer says who has to decide what.
 *
 * @param site - the site that the finding was judged on
 * @param options - those it was judged with
 * @param finding - rule and subject suffice
 * @param into - the source that a new key goes to, where several files hold keys
 * @public
 */
export function proposeFix(
  site: Site,
  options: SiteOptions,
  finding: Pick<Verdict, 'subject'> & { rule: string },
  into?: string,
): DriftFix {
  const context = JudgeContext.create(site, options);
  const { rule, subject } = finding;
  const address = parseAddress(subject.replace(/^address:/, ''));
  if (rule === 'address-mismatch') {
    return fixMismatch(context, subject);
  }
  if (address !== undefined) {
    switch (rule) {
      case 'address-undeclared':
        return fixUndeclared(context, address, into);
      case 'address-unused':
        return fixUnused(context, address);
      case 'declared-duplicate':
        return fixDuplicate(context, address);
      default:
    }
  }
  return noFix(
    'not-editable',
    rule === 'duplicate-address'
      ? 'Two live owners share an address: no file can repair that. Give all but one of them another address.'
      : 'A finding of this rule is not repaired by an edit of a declared file.',
  );
}
