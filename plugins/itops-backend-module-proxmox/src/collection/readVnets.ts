import { ConnectorError } from '@sankofa/plugin-itops-node';
import { Fact } from '@sankofa/site-model';
import { isUnknownPath } from '../clients/ProxmoxError';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { parse } from '../clients/parse';
import { subnetsSchema, vnetsSchema } from '../clients/schemas';
import { mapVnet } from '../mappers/vnets';

/**
 * Reads the SDN networks with their subnets. A cluster that does not know SDN has none;
 * a failure is returned beside what could be read.
 */
export async function readVnets(
  reader: ProxmoxReader,
  options: { signal: AbortSignal },
): Promise<{ facts: Fact[]; error?: ConnectorError }> {
  try {
    const path = '/cluster/sdn/vnets';
    const vnets = parse(vnetsSchema, await reader.get(path, options), path);
    const facts = await Promise.all(
      vnets.map(async vnet => {
        const below = `${path}/${encodeURIComponent(vnet.vnet)}/subnets`;
        const subnets = await reader.get(below, options);
        return mapVnet(vnet, parse(subnetsSchema, subnets, below));
      }),
    );
    return { facts };
  } catch (error) {
    if (isUnknownPath(error)) {
      return { facts: [] };
    }
    if (error instanceof ConnectorError) {
      return { facts: [], error };
    }
    throw error;
  }
}
