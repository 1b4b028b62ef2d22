import { ConnectorError, failedScope } from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';
import { LegacyReader } from '../clients/LegacyReader';
import { readRows } from '../clients/readRows';
import { firewallGroupSchema, portForwardSchema } from '../clients/schemas';
import { mapPortForward, sourceGroupOf } from '../mappers/portForwards';
import { listScope } from './scopes';
import { errorOf, joinProblems, settle } from './settle';

/**
 * Reads the port forwards, and the names of the groups that limit some of them. A rule whose
 * group cannot be named is left out of this reading: without its limit it would be another rule.
 */
export async function readPortForwards(
  reader: LegacyReader,
  sourceId: string,
): Promise<ScopeResult> {
  const list = await settle(reader.list('/rest/portforward'));
  if ('error' in list) {
    return failedScope('port-forwards', list.error);
  }
  const { rows, locator } = list.value;
  const forwards = readRows(
    portForwardSchema,
    rows,
    { sourceId, locator },
    ({ _id: id }) => id,
  );
  const needed = forwards.rows.some(row => sourceGroupOf(row) !== undefined);
  const groups = needed
    ? await settle(readGroups(reader, sourceId))
    : { value: new Map<string, string>() };
  const known = 'value' in groups ? groups.value : undefined;
  const facts = forwards.rows
    .filter(row => known !== undefined || sourceGroupOf(row) === undefined)
    .map(row => mapPortForward(row, known ?? new Map(), locator));
  return listScope(
    'port-forwards',
    facts,
    joinProblems([forwards.problem, errorOf(groups)]),
  );
}

async function readGroups(
  reader: LegacyReader,
  sourceId: string,
): Promise<Map<string, string>> {
  const { rows, locator } = await reader.list('/rest/firewallgroup');
  const groups = readRows(firewallGroupSchema, rows, { sourceId, locator });
  if (groups.problem) {
    throw new ConnectorError(groups.problem.reason, groups.problem.message);
  }
  return new Map(
    groups.rows.map(group => [group._id, group.name ?? `group ${group._id}`]),
  );
}
