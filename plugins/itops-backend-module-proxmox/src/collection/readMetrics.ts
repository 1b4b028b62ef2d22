import {
  ConnectorError,
  MeasuredSeries,
  completeScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { ScopeResult, downsample } from '@sankofa/site-model';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { ProxmoxError, isUnknownPath } from '../clients/ProxmoxError';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { parse } from '../clients/parse';
import {
  GuestRow,
  metricsExportSchema,
  rrdDataSchema,
  storageConfigSchema,
  storageResourcesSchema,
} from '../clients/schemas';
import { exportedMetrics } from '../mappers/exportedMetrics';
import { Measured, rrdPoints } from '../mappers/rrdPoints';
import { storageSeries } from '../mappers/storageReadings';
import { explainMissing } from '../privileges';
import { ClusterReading, isOffline } from './ClusterReading';
import { readCluster } from './readCluster';
import { readGuests } from './readGuests';
import { onOfflineNode, sourceScope } from './scopes';

/** One answer; Proxmox itself gives up after 30 s. */
const DEADLINE_MS = 20_000;
/** So far back the export is asked for: more than the time between two runs. */
const EXPORT_SECONDS = 1_500;

interface Options {
  signal: AbortSignal;
  /** Also read what was measured in the week before, in coarser steps. */
  withBacklog: boolean;
  /** Seconds since the epoch. */
  now: number;
}

/** Nothing has been written yet for a thing that is new: that is a gap and no failure. */
function isNothingMeasured(error: unknown): boolean {
  return (
    isUnknownPath(error) ||
    (error instanceof ProxmoxError && /no such file/i.test(error.text))
  );
}

/** Everything at once, where Proxmox can (8.2 and later) and the answer is not too large. */
async function readExport(
  reader: ProxmoxReader,
  { signal, now }: Options,
): Promise<ReadonlyMap<string, Measured>> {
  const path = `/cluster/metrics/export?history=1&start-time=${
    now - EXPORT_SECONDS
  }`;
  try {
    const data = await reader.get(path, {
      signal,
      deadlineMs: DEADLINE_MS,
      mayBeSlow: true,
    });
    return exportedMetrics(parse(metricsExportSchema, data, path).data);
  } catch (error) {
    if (!(error instanceof ConnectorError) || signal.aborted) {
      throw error;
    }
    // Whatever is wrong with it, each node and guest can still be asked.
    return new Map();
  }
}

/** Answers about one thing: the last hour, and a week where there is a backlog to be read. */
async function readArchives(
  reader: ProxmoxReader,
  place: { path: string; node: string; kind: 'node' | GuestRow['type'] },
  timeframes: readonly ('hour' | 'week')[],
  signal: AbortSignal,
): Promise<Measured> {
  const found: Measured = { points: [], limits: {} };
  for (const timeframe of timeframes) {
    const path = `${place.path}/rrddata?timeframe=${timeframe}&cf=AVERAGE`;
    try {
      const data = await reader.get(path, {
        signal,
        node: place.node,
        deadlineMs: DEADLINE_MS,
        mayBeSlow: true,
      });
      const rows = parse(rrdDataSchema, data, path);
      const { points, limits } = rrdPoints(rows, place.kind);
      found.points.push(...points);
      found.limits = { ...limits, ...found.limits };
    } catch (error) {
      if (!isNothingMeasured(error)) {
        throw error;
      }
    }
  }
  return found;
}

/** Reads everything that is measured of one cluster during one run. */
class MetricsReading {
  private readonly errors = new Map<string, ConnectorError>();

  private constructor(
    private readonly reader: ProxmoxReader,
    private readonly options: Options,
    private readonly cluster: ClusterReading,
    private readonly exported: ReadonlyMap<string, Measured>,
  ) {}

  static async begin(reader: ProxmoxReader, options: Options) {
    const cluster = await readCluster(reader, options);
    const exported = await readExport(reader, options);
    return new MetricsReading(reader, options, cluster, exported);
  }

  async nodes(): Promise<MeasuredSeries[]> {
    const online = this.cluster.members.filter(
      ({ name }) => !isOffline(this.cluster, name) && this.mayAsk(name),
    );
    const all = await Promise.all(
      online.map(async ({ name }) => {
        try {
          const measured = await this.measure(`node/${name}`, {
            path: `/nodes/${name}`,
            node: name,
            kind: 'node',
          });
          return [seriesOf(`node:${name}`, measured)];
        } catch (error) {
          this.note(name, error);
          return [];
        }
      }),
    );
    return all.flat();
  }

  async guests(): Promise<MeasuredSeries[]> {
    const { reader, cluster, options } = this;
    const readable = cluster.guests.filter(
      ({ node, template }) => !template && !isOffline(cluster, node),
    );
    const outcomes = await readGuests(
      readable,
      ({ type, vmid, node }) =>
        this.measure(`${type}/${vmid}`, {
          path: `/nodes/${node}/${type}/${vmid}`,
          node,
          kind: type,
        }),
      { reader, signal: options.signal },
    );
    return outcomes.flatMap((outcome): MeasuredSeries[] => {
      const { guest } = outcome;
      if ('error' in outcome) {
        this.note(guest.node, outcome.error);
        return [];
      }
      const series = seriesOf(`guest:${guest.vmid}`, outcome.value);
      const { status, uptime = 0 } = guest;
      return [
        status === 'running' && uptime > 0
          ? { ...series, sameSince: options.now - uptime }
          : series,
      ];
    });
  }

  async storages(): Promise<{
    series: MeasuredSeries[];
    error?: ConnectorError;
  }> {
    const { reader, options } = this;
    const { signal, now } = options;
    try {
      const path = '/cluster/resources?type=storage';
      const rows = parse(
        storageResourcesSchema,
        await reader.get(path, { signal, deadlineMs: DEADLINE_MS }),
        path,
      );
      return { series: storageSeries(rows, await this.backings(), now) };
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      return { series: [], ...(!isUnknownPath(error) && { error }) };
    }
  }

  scopes(): ScopeResult[] {
    return this.cluster.members.map(({ name }) => {
      const scope = `node:${name}`;
      if (isOffline(this.cluster, name)) {
        return onOfflineNode(scope, name);
      }
      const error = this.errors.get(name);
      return error ? partialScope(scope, error) : completeScope(scope, []);
    });
  }

  source(trouble: ConnectorError | undefined): ScopeResult {
    const { reader, cluster } = this;
    const tokenId = reader instanceof ProxmoxApi ? reader.tokenId : undefined;
    return sourceScope(cluster, tokenId, [], trouble);
  }

  /** What a storage is taken from is worth knowing, and not worth a failure. */
  private async backings() {
    const path = '/storage';
    const { signal } = this.options;
    try {
      const data = await this.reader.get(path, {
        signal,
        deadlineMs: DEADLINE_MS,
      });
      return parse(storageConfigSchema, data, path);
    } catch (error) {
      if (!(error instanceof ConnectorError) || signal.aborted) {
        throw error;
      }
      return [];
    }
  }

  private async measure(
    id: string,
    place: Parameters<typeof readArchives>[1],
  ): Promise<Measured> {
    const exported = this.exported.get(id);
    const { withBacklog, signal } = this.options;
    const timeframes = [
      ...(exported ? [] : (['hour'] as const)),
      ...(withBacklog ? (['week'] as const) : []),
    ];
    const archived = await readArchives(this.reader, place, timeframes, signal);
    return {
      points: downsample([...(exported?.points ?? []), ...archived.points]),
      limits: { ...archived.limits, ...exported?.limits },
    };
  }

  /** Without Sys.Audit a node refuses; that is said once and not asked. */
  private mayAsk(node: string): boolean {
    const { cluster, reader } = this;
    const lacks = cluster.missing.filter(({ path }) => path === '/nodes');
    if (lacks.length === 0 || !(reader instanceof ProxmoxApi)) {
      return true;
    }
    this.note(
      node,
      new ConnectorError(
        'insufficient-privileges',
        explainMissing(reader.tokenId, lacks),
      ),
    );
    return false;
  }

  private note(node: string, error: unknown): void {
    if (!(error instanceof ConnectorError)) {
      throw error;
    }
    if (!this.errors.has(node)) {
      this.errors.set(node, error);
    }
  }
}

function seriesOf(
  subject: string,
  { points, limits }: Measured,
): MeasuredSeries {
  return { subject, points, limits };
}

/**
 * Reads how much nodes, guests and storages use. What nobody measured stays a gap; a node
 * that cannot be asked makes its own scope partial and no other.
 *
 * @throws ConnectorError when nothing at all can be said
 */
export async function readMetrics(
  reader: ProxmoxReader,
  options: Options,
): Promise<{ scopes: ScopeResult[]; metrics: MeasuredSeries[] }> {
  const reading = await MetricsReading.begin(reader, options);
  const [nodes, guests, storages] = await Promise.all([
    reading.nodes(),
    reading.guests(),
    reading.storages(),
  ]);
  return {
    scopes: [reading.source(storages.error), ...reading.scopes()],
    metrics: [...nodes, ...guests, ...storages.series],
  };
}
