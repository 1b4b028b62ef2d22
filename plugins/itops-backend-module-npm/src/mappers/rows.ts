import { compact } from '@sankofa/plugin-itops-node';
import { Fact, FactValue } from '@sankofa/site-model';
import {
  DeadHostRow,
  ProxyHostRow,
  RedirectionHostRow,
  StreamRow,
} from '../clients/schemas';
import { readFreeText } from './freeText';
import { servingOf } from './serving';
import { targetOfColumns, targetOfFreeLocation } from './targets';
import { isoTime, typed } from './values';

function freeLocationsOf(
  row: ProxyHostRow,
): Pick<FactValue<'proxy-host'>, 'freeLocations' | 'freeText'> {
  const text = readFreeText(row.advanced_config ?? '');
  const inside = readFreeText(row.npmplus_location_config ?? '');
  const blocks = text.locations.map(location =>
    compact({
      path: typed(location.path),
      target: targetOfFreeLocation(location, row, text),
    }),
  );
  // A `return` outside of every block answers before any location is looked for; inside the
  // host's own location it stands in front of the row's target.
  const answersAll = text.returns || inside.returns;
  return {
    freeLocations: answersAll ? [{ path: '/' }, ...blocks] : blocks,
    freeText: text.hasDirectives || inside.hasDirectives,
  };
}

function locationsOf({
  locations = [],
}: ProxyHostRow): FactValue<'proxy-host'>['locations'] {
  return locations
    .filter(({ npmplus_enabled }) => npmplus_enabled ?? true)
    .map(location => ({
      path: typed(`${location.location_type ?? ''}${location.path}`),
      target: targetOfColumns(location),
    }));
}

function accessListOf(row: ProxyHostRow): string | undefined {
  const lists = row.access_list ? [row.access_list] : row.access_lists ?? [];
  return lists.length > 0
    ? typed(lists.map(({ name }) => name).join(', '))
    : undefined;
}

function certificateOf({
  certificate,
}: ProxyHostRow): FactValue<'proxy-host'>['certificate'] {
  return (
    certificate &&
    compact({
      name: certificate.nice_name && typed(certificate.nice_name),
      expiresAt: isoTime(certificate.expires_on),
    })
  );
}

/** A row of the list of proxy hosts. */
export function mapProxyHost(row: ProxyHostRow): Fact {
  return {
    kind: 'proxy-host',
    key: `${row.id}`,
    locator: `/nginx/proxy-hosts/${row.id}`,
    value: compact({
      id: row.id,
      ...servingOf(row),
      domainNames: row.domain_names.map(typed),
      target: targetOfColumns(row),
      locations: locationsOf(row),
      ...freeLocationsOf(row),
      certificate: certificateOf(row),
      accessList: accessListOf(row),
    }),
  };
}

/** A row of the list of redirections. */
export function mapRedirectionHost(row: RedirectionHostRow): Fact {
  return {
    kind: 'redirection-host',
    key: `${row.id}`,
    locator: `/nginx/redirection-hosts/${row.id}`,
    value: {
      id: row.id,
      ...servingOf(row),
      domainNames: row.domain_names.map(typed),
      scheme: typed(row.forward_scheme),
      forwardDomainName: typed(row.forward_domain_name),
      httpCode: row.forward_http_code,
    },
  };
}

/** A row of the list of hosts that answer 404. */
export function mapDeadHost(row: DeadHostRow): Fact {
  return {
    kind: 'dead-host',
    key: `${row.id}`,
    locator: `/nginx/dead-hosts/${row.id}`,
    value: {
      id: row.id,
      ...servingOf(row),
      domainNames: row.domain_names.map(typed),
    },
  };
}

/** A row of the list of streams. */
export function mapStream(row: StreamRow): Fact {
  return {
    kind: 'stream',
    key: `${row.id}`,
    locator: `/nginx/streams/${row.id}`,
    value: {
      id: row.id,
      ...servingOf(row),
      incomingPort: typed(row.incoming_port),
      tcp: row.tcp_forwarding,
      udp: row.udp_forwarding,
      forwardHost: typed(row.forwarding_host),
      forwardPort: typed(row.forwarding_port),
    },
  };
}
