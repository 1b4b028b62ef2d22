import { NotFoundError } from '@backstage/errors';
import { itopsInventoryReadPermission } from '@sankofa/plugin-itops-common';
import { HostMatcher, Path, isProxySource } from '@sankofa/site-model';
import { SiteView } from '../site';
import { pathBook } from '../views/rows/pathBook';
import { pathRow } from '../views/rows/paths';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import {
  freshnessOf,
  freshnessOutput,
  pathOf,
  pathOutput,
  readInput,
  readQueryOf,
} from './answers';

/** `portal.example` of `https://portal.example:443/login`. */
function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/(?<=[^.])\.$/, '');
}

/** The names of each proxy, chosen among as nginx does. */
function matchers(view: SiteView): HostMatcher<Path>[] {
  const byProxy = new Map<string, { pattern: string; value: Path }[]>();
  for (const path of view.derive(pathBook).paths) {
    const item = { pattern: path.hostname, value: path };
    const others = byProxy.get(path.proxySourceId);
    if (others) {
      others.push(item);
    } else {
      byProxy.set(path.proxySourceId, [item]);
    }
  }
  return [...byProxy.values()].map(names => HostMatcher.create(names));
}

function notFound(hostname: string, { site }: SiteView): NotFoundError {
  const proxies = site.sources.filter(isProxySource);
  const doubts = proxies
    .filter(({ freshness }) => freshness !== 'fresh')
    .map(
      ({ sourceId, freshness, collectedAt }) =>
        `${sourceId} is ${freshness}, last read ${collectedAt ?? 'never'}`,
    );
  if (proxies.length === 0) {
    return new NotFoundError(
      `No reverse proxy is read, so '${hostname}' is unknown; add one under itops.sources.npm`,
    );
  }
  return new NotFoundError(
    `No row of ${proxies
      .map(({ sourceId }) => sourceId)
      .join(', ')} matches '${hostname}'; check the spelling${
      doubts.length > 0
        ? `, or repair the source: ${doubts.join('; ')}`
        : ', or add a proxy host'
    }`,
  );
}

/** From a public host name to the guest, node and switch port behind it. */
export function registerWhereDoesItLand(options: ActionOptions): void {
  const { actionsRegistry, guard, reads } = options;
  actionsRegistry.register({
    name: 'where-does-it-land',
    title: 'Where does it land?',
    description:
      'Follows a public host name through port forward, reverse proxy, address, guest and node to the switch port that answers for it. ' +
      'Each hop has a status (confirmed, likely, declared, stale, unknown, conflict, not-applicable), a reason and what it rests on. ' +
      'Branches are alternatives of which none is certain. Nothing is looked up on the way: the answer is what was collected last, see `sources`.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          hostname: z
            .string()
            .min(1)
            .max(300)
            .describe(
              'A public host name such as portal.example.org, a URL, or a pattern such as *.tenants.example',
            ),
          ...readInput(z),
        }),
      output: z =>
        z.object({
          ...freshnessOutput(z),
          hostname: z.string(),
          paths: z
            .array(pathOutput(z))
            .describe('One for each proxy that knows the name'),
        }),
    },
    async action({ input, credentials }) {
      await guard.allowCredentials(credentials, itopsInventoryReadPermission);
      const picture = await reads.picture(readQueryOf(input));
      const { view } = picture;
      const hostname = hostOf(input.hostname).toLowerCase();
      const paths = view
        .derive(matchers)
        .flatMap(matcher => matcher.match(hostname)[0] ?? []);
      if (paths.length === 0) {
        throw notFound(hostname, view);
      }
      return {
        output: {
          ...freshnessOf(picture),
          hostname,
          paths: paths.map(path => pathOf(pathRow(path, view))),
        },
      };
    },
  });
}
