import { SourceReading } from '../SourceReading';
import { SiteEdge } from './edge';
import { byRowId, observed } from './observed';
import { switchesOf, switchPortsOf } from './switchPorts';

/** Connectors whose sources are reverse proxies. */
const PROXY_KINDS: ReadonlySet<string> = new Set(['npm']);
/** Connectors whose sources are network controllers. */
const CONTROLLER_KINDS: ReadonlySet<string> = new Set(['unifi']);
/** Connectors whose sources are neighbour tables of nodes. */
const NEIGHBOUR_KINDS: ReadonlySet<string> = new Set(['neighbours']);

/** A source with public host names and where they lead. @public */
export function isProxySource(source: { kind: string }): boolean {
  return PROXY_KINDS.has(source.kind);
}

/** A source that knows switch ports, networks and port forwards. @public */
export function isControllerSource(source: { kind: string }): boolean {
  return CONTROLLER_KINDS.has(source.kind);
}

/** A source that sees which MAC answers for an address. @public */
export function isSightingSource(source: { kind: string }): boolean {
  return isControllerSource(source) || NEIGHBOUR_KINDS.has(source.kind);
}

/** Everything but the proxies themselves, which need the guests they run in. */
export function readEdge(
  readings: readonly SourceReading[],
): Omit<SiteEdge, 'proxies'> {
  const switches = switchesOf(observed(readings, 'switch'));
  return {
    proxyHosts: byRowId(observed(readings, 'proxy-host')),
    redirectionHosts: byRowId(observed(readings, 'redirection-host')),
    deadHosts: byRowId(observed(readings, 'dead-host')),
    streams: byRowId(observed(readings, 'stream')),
    switches,
    switchPorts: switchPortsOf(switches, observed(readings, 'switch-port')),
    clients: observed(readings, 'client'),
    networks: observed(readings, 'network'),
    portForwards: observed(readings, 'port-forward'),
    neighbours: observed(readings, 'neighbour'),
    nodeLinks: observed(readings, 'node-link'),
    nodeHardware: observed(readings, 'node-hardware'),
    declaredHardware: observed(readings, 'declared-hardware'),
    severalProxies: readings.filter(isProxySource).length > 1,
    severalControllers: readings.filter(isControllerSource).length > 1,
  };
}
