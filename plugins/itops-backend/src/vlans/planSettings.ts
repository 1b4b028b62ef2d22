import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import path from 'node:path';

/** Where the VLAN plan is, and how long a waiver may last. */
export interface VlanPlanSettings {
  /** Absent: there is no plan. */
  place?: { path: string } | { url: string };
  waiverMaxDays: number;
}

const KEY = 'itops.vlanPlan';
const DEFAULT_WAIVER_DAYS = 14;
const LONGEST_WAIVER_DAYS = 90;

function placeFrom(config: Config): VlanPlanSettings['place'] {
  const file = config.getOptionalString(`${KEY}.path`);
  const url = config.getOptionalString(`${KEY}.url`);
  if (file !== undefined && url !== undefined) {
    throw new InputError(`${KEY}: give either path or url.`);
  }
  if (url !== undefined) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol)) {
      throw new InputError(`${KEY}.url is not an http or https address.`);
    }
    if (parsed.username !== '' || parsed.password !== '') {
      // The address is shown to people; credentials have their place elsewhere.
      throw new InputError(
        `${KEY}.url holds credentials; put them under integrations.`,
      );
    }
    return { url };
  }
  return file === undefined ? undefined : { path: path.resolve(file) };
}

/** @throws InputError that names the key and what it may be */
export function vlanPlanSettingsFromConfig(config: Config): VlanPlanSettings {
  const key = `${KEY}.waiverMaxDays`;
  const waiverMaxDays = config.getOptionalNumber(key) ?? DEFAULT_WAIVER_DAYS;
  if (
    !Number.isInteger(waiverMaxDays) ||
    waiverMaxDays < 1 ||
    waiverMaxDays > LONGEST_WAIVER_DAYS
  ) {
    throw new InputError(
      `${key} is ${waiverMaxDays}; give a whole number from 1 to ${LONGEST_WAIVER_DAYS}`,
    );
  }
  const place = placeFrom(config);
  return { ...(place && { place }), waiverMaxDays };
}
