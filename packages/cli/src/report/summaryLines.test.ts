import {
  ScopeResult,
  buildSite,
  judge,
  snapshotOfResults,
} from '@sankofa/site-model';
import {
  AT,
  complete,
  guestConfigFact,
  guestFact,
  nodeFact,
} from '../testUtils/fakeCollector';
import { reachLines } from './reachLines';
import { summaryLines } from './summaryLines';

const siteOptions = { unusedExclusions: [], owners: [] };

function siteOf(...scopes: ScopeResult[]) {
  const result = { collectedAt: AT, transport: 'api', scopes };
  const snapshot = snapshotOfResults(
    'proxmox/grove',
    'proxmox',
    [{ pass: 'inventory', result, intervalSeconds: Infinity }],
    AT,
  );
  return buildSite([snapshot], siteOptions, AT);
}

const trouble = (
  scope: string,
  completeness: 'partial' | 'failed',
  reason: 'node-offline' | 'insufficient-privileges',
  message: string,
  facts: ScopeResult['facts'] = [],
): ScopeResult => ({ scope, completeness, error: { reason, message }, facts });

describe('how far the export can see', () => {
  it('has nothing to say when all was read', () => {
    expect(
      reachLines(
        siteOf(
          complete('source', [nodeFact('alder', 'online'), guestFact(101)]),
          complete('guest:101', [guestConfigFact(101)]),
        ),
      ),
    ).toEqual([]);
  });

  it('says of an unread source that its guests are unknown, not gone', () => {
    const message = 'The token has no privilege at all: VM.Audit@/vms.';
    const [line, ...rest] = reachLines(
      siteOf(trouble('source', 'failed', 'insufficient-privileges', message)),
    );
    expect(line).toBe(
      'proxmox/grove was not read: The token has no privilege at all: VM.Audit@/vms. Its guests are unknown, not gone: guest-missing, guest-undeclared, address-undeclared and address-unused stay silent.',
    );
    expect(rest).toEqual([]);
  });

  it('says of a token with few privileges that more may exist', () => {
    const lines = reachLines(
      siteOf(
        trouble(
          'source',
          'partial',
          'insufficient-privileges',
          'Missing Sys.Audit@/.',
          [guestFact(101)],
        ),
      ),
    );
    expect(lines[0]).toContain('read in part: Missing Sys.Audit@/.');
    expect(lines[0]).toContain('may exist');
  });

  it('names the node that is offline and the guests whose addresses are not readable', () => {
    const lines = reachLines(
      siteOf(
        complete('source', [
          nodeFact('alder', 'online'),
          nodeFact('birch', 'offline'),
          guestFact(101),
          guestFact(202, 'birch'),
        ]),
        trouble('node:birch', 'failed', 'node-offline', 'birch is offline.'),
        complete('guest:101', [guestConfigFact(101)]),
        trouble('guest:202', 'failed', 'node-offline', 'birch is offline.'),
      ),
    );
    expect(lines).toEqual([
      'proxmox/grove: node-offline: node birch, guest 202.',
      expect.stringContaining('addresses of guest 202 cannot be read now'),
    ]);
  });
});

describe('summaryLines', () => {
  it('counts sources, things and findings, and names the worst', () => {
    const site = siteOf(
      trouble('source', 'failed', 'insufficient-privileges', 'No privilege.'),
    );
    const lines = summaryLines(site, judge(site, siteOptions));
    expect(lines).toContain('  failed  proxmox/grove (api)');
    expect(lines).toContain('Seen: 0 nodes, 0 guests, 0 addresses.');
    expect(lines).toContain('Findings: 1 error.');
    expect(lines.at(-1)).toMatch(/^ {2}error {4}.*proxmox\/grove/);
  });

  it('says so when there is nothing to find', () => {
    const site = siteOf(complete('source', [guestFact(101)]));
    expect(summaryLines(site, [])).toContain('Findings: none.');
  });
});
