import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ChangePolicy,
  canonicalJson,
  changePolicySchema,
  closedPolicy,
} from '@sankofa/site-model';
import { sha256 } from './planHash';

/** `itops.changes` */
export interface ChangeSettings {
  policy: ChangePolicy;
  /** `none`: nobody proves again who they are. For demonstrations only. */
  stepUp: 'required' | 'none';
}

const VERSION_DIGITS = 12;

/**
 * Closed where nothing is configured. The version carries a hash of the rules, so that
 * an edit without a new version is another policy all the same; freezes come and go
 * without making approvals void.
 *
 * @throws InputError that names the key and what it may be
 */
export function changeSettingsFromConfig(root: Config): ChangeSettings {
  const stepUp = root.getOptionalString('itops.changes.stepUp') ?? 'required';
  if (stepUp !== 'required' && stepUp !== 'none') {
    throw new InputError(
      `itops.changes.stepUp is '${stepUp}'; give 'required', or 'none' for a demonstration`,
    );
  }
  const given = root.getOptional('itops.changes.policy');
  if (given === undefined) {
    return { policy: closedPolicy, stepUp };
  }
  const parsed = changePolicySchema.safeParse(given);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `itops.changes.policy${path
        .map(part => `.${String(part)}`)
        .join('')}: ${message}`,
    );
  }
  const { freezes, ...rules } = parsed.data;
  const hash = sha256(canonicalJson(rules)).slice(0, VERSION_DIGITS);
  const version = `${rules.version}-${hash}`;
  return { policy: { ...rules, freezes, version }, stepUp };
}
