import { SOURCE_SCOPE, buildSite } from '@sankofa/site-model';
import { nodeFact } from '../../__testUtils__/facts';
import {
  storedPass,
  storedScope,
  timeOf,
} from '../../__testUtils__/storedPass';
import { StoredFact } from '../../observations';
import { SiteView } from '../../site';
import { sourceSnapshots } from '../../site/sourceSnapshots';
import { Picture } from '../Picture';
import { nodeRow } from './nodes';

const AT = timeOf(4);
const siteOptions = { unusedExclusions: [], owners: [] };

function stored(
  scope: string,
  fact: Pick<StoredFact, 'kind' | 'key' | 'value'>,
): StoredFact {
  return {
    id: `${fact.kind} ${fact.key}`,
    scope,
    firstSeenAt: timeOf(1),
    ...fact,
  };
}

describe('nodeRow', () => {
  it('is as fresh as what the node said of itself, not as the list that names it', () => {
    const detail = { node: 'beta', version: '9.2.11', cores: 16 };
    const pass = storedPass({
      scopes: [
        storedScope('node:alpha'),
        storedScope('node:beta', {
          completeness: 'failed',
          reason: 'node-offline',
          message: 'Node beta is offline.',
          lastGoodAt: timeOf(2),
        }),
      ],
      facts: [
        stored(SOURCE_SCOPE, nodeFact('alpha')),
        stored(SOURCE_SCOPE, nodeFact('beta', 'offline')),
        stored(SOURCE_SCOPE, nodeFact('gamma')),
        stored('node:beta', {
          kind: 'node-detail',
          key: 'beta',
          value: detail,
        }),
      ],
    });
    const site = buildSite(sourceSnapshots([pass], AT), siteOptions, AT);
    const view = SiteView.create({
      site,
      siteOptions,
      version: '4',
      runs: {},
      sources: new Map(),
    });
    const picture = Picture.create(view, []);
    const [alpha, beta, gamma] = site.nodes.map(node => nodeRow(node, picture));
    expect(alpha.freshness).toEqual({ freshness: 'fresh', collectedAt: AT });
    expect(beta).toMatchObject({
      status: 'offline',
      version: '9.2.11',
      freshness: {
        freshness: 'failed',
        reason: 'node-offline',
        collectedAt: timeOf(2),
      },
    });
    // A connector that reads no more of nodes than the list.
    expect(gamma.freshness).toEqual({ freshness: 'fresh', collectedAt: AT });
  });
});
