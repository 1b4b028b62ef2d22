import { ConnectorError, DoctorCheck } from '@sankofa/plugin-itops-node';
import { Fact } from '@sankofa/site-model';
import { mayRunAnything } from './clients/readOverSsh';
import { NodeReading } from './collection/readNode';
import { NodeConfig } from './config';

function placeOf({ place }: NodeConfig): string {
  return 'ssh' in place
    ? `SSH ${place.ssh.user}@${place.ssh.host}:${place.ssh.port}`
    : place.file;
}

/** `17 neighbours, 14 of them present; 6 links: bond0 (802.3ad), eno1 …` */
function summary(facts: Fact[]): string {
  const neighbours = facts.flatMap(fact =>
    fact.kind === 'neighbour' ? [fact.value] : [],
  );
  const links = facts.flatMap(fact =>
    fact.kind === 'node-link' ? [fact.value] : [],
  );
  const present = neighbours.filter(({ presence }) => presence === 'present');
  const named = links
    .filter(({ kind }) => kind === 'physical' || kind === 'bond')
    .map(({ name, bondMode }) => (bondMode ? `${name} (${bondMode})` : name));
  return [
    `${neighbours.length} neighbours, ${present.length} of them present`,
    links.length > 0
      ? `${links.length} links: ${named.join(', ') || 'no card'}`
      : 'no links',
  ].join('; ');
}

async function remarkOnKey(
  { place }: NodeConfig,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<string | undefined> {
  if (!('ssh' in place)) {
    return undefined;
  }
  try {
    return (await mayRunAnything(place.ssh, options))
      ? 'The key may run any command there: restrict it to the one that is needed with command="…",restrict in authorized_keys (docs: Connect, Neighbours).'
      : undefined;
  } catch (error) {
    if (error instanceof ConnectorError) {
      return `It could not be checked whether the key is restricted: ${error.message}`;
    }
    throw error;
  }
}

/** One line on one node: was it read, what was found, and is its key restricted. */
export async function checkNode(
  sourceId: string,
  node: NodeConfig,
  options: { reading: NodeReading; signal: AbortSignal; timeoutMs: number },
): Promise<DoctorCheck> {
  const { scope, recordedAt } = options.reading;
  const title = `${sourceId}: ${node.node} (${placeOf(node)})`;
  if (scope.completeness === 'failed') {
    return { title, status: 'fail', detail: scope.error!.message };
  }
  const remark = await remarkOnKey(node, options);
  const found = summary(scope.facts);
  const detail = [
    recordedAt ? `${found}; written ${recordedAt}` : found,
    scope.error?.message,
    remark,
  ]
    .filter(part => part !== undefined)
    .join('. ');
  const isFine = scope.completeness === 'complete' && remark === undefined;
  return { title, status: isFine ? 'ok' : 'warn', detail };
}
