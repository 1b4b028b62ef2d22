import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { proxmoxCollectorsFromConfig } from '@sankofa/plugin-itops-backend-module-proxmox';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';

/** Nothing is said, and nothing is lost: what goes wrong is in the result. */
const quiet: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => quiet,
};

/** The real collectors of one cluster, as a portal would make them. */
export function proxmoxCollectors(source: object): {
  inventory: Collector;
  addresses: Collector;
} {
  const [inventory, addresses] = proxmoxCollectorsFromConfig(
    new ConfigReader({
      itops: {
        sources: {
          proxmox: [
            { id: 'bench', token: 'ro@pve!bench=bench', ...source },
          ] as never,
        },
      },
    }),
    { logger: quiet },
  );
  return { inventory, addresses };
}

export function collect(collector: Collector): Promise<CollectionResult> {
  return collector.collect({
    signal: new AbortController().signal,
    logger: quiet,
  });
}

/** Guests whose configuration was read, of a result that must be complete. */
export function guestsRead({ scopes }: CollectionResult): number {
  const incomplete = scopes.find(scope => scope.completeness !== 'complete');
  if (incomplete) {
    throw new Error(
      `${incomplete.scope} is ${incomplete.completeness}: ${incomplete.error?.message}`,
    );
  }
  return scopes
    .flatMap(({ facts }) => facts)
    .filter(({ kind }) => kind === 'guest-config').length;
}
