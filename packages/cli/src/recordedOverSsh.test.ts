import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Collector } from '@sankofa/plugin-itops-node';
import {
  RecordedFinding,
  RecordedPath,
  RecordedSite,
  describeHere,
  missingRecordedSite,
  readRecordedExpectations,
  recordedFile,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import {
  DEFAULT_UNUSED_EXCLUSIONS,
  Fact,
  ScopeResult,
  guestConfigFact,
  liveInventory,
  parseGuestConfigFile,
  pathsReport,
} from '@sankofa/site-model';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { collectSite } from './collect/collectSite';
import { configuredCollectors } from './config/configuredCollectors';
import {
  addressWords,
  findingWords,
  withoutEvidence,
} from './testUtils/recordedSite';

jest.setTimeout(60_000);

/** What `/etc/pve` holds of the guests on the node that is offline. */
const FILES = {
  300: { type: 'lxc', path: 'etc/pve/nodes/r630-04/lxc/300.conf' },
  301: { type: 'qemu', path: 'etc/pve/nodes/r630-04/qemu-server/301.conf' },
} as const;

function readFromFile(vmid: 300 | 301): ScopeResult {
  const { type, path } = FILES[vmid];
  const archive = recordedFile('pve/etc-pve.tar');
  const text = execFileSync('tar', ['-xOf', archive, path], {
    encoding: 'utf8',
  });
  const { pending, ...config } = parseGuestConfigFile(text, type);
  const fact: Fact = {
    kind: 'guest-config',
    key: `${vmid}`,
    value: guestConfigFact({
      vmid,
      type,
      config,
      pendingConfig: pending,
      keepDescription: false,
    }),
    locator: `/${path}`,
  };
  return { scope: `guest:${vmid}`, completeness: 'complete', facts: [fact] };
}

/** The collector of the cluster as it is with files beside the API. */
function withFiles(collector: Collector): Collector {
  const files = [readFromFile(300), readFromFile(301)];
  return {
    sourceId: collector.sourceId,
    kind: collector.kind,
    pass: collector.pass,
    title: collector.title,
    schedule: collector.schedule,
    check: context => collector.check(context),
    async collect(context) {
      const result = await collector.collect(context);
      const scopes = result.scopes.map(
        item => files.find(({ scope }) => scope === item.scope) ?? item,
      );
      return { ...result, scopes };
    },
  };
}

interface SshDifferences {
  findingsAdded: RecordedFinding[];
  findingsRemoved: RecordedFinding[];
  addressesChanged: { address: string; state: string }[];
  pathsChanged: RecordedPath[];
}

describeHere(
  missingRecordedSite(),
  'the recorded site with the files of the guests on the offline node',
  () => {
    let recorded: RecordedSite;
    beforeAll(async () => {
      recorded = await startRecordedSite();
    });
    afterAll(() => recorded?.stop());

    it('differs from the one over the API by exactly what is expected', async () => {
      const expected = await readRecordedExpectations();
      const text = await readFile(recordedFile('expected.json'), 'utf8');
      const differences: SshDifferences = JSON.parse(text).sshTransport;
      const collectors = await configuredCollectors(
        new ConfigReader({
          itops: { sources: recordedSources(recorded) },
        }),
        mockServices.logger.mock(),
      );
      const { site, verdicts } = await collectSite(
        collectors.map(each =>
          each.kind === 'proxmox' && each.pass === 'inventory'
            ? withFiles(each)
            : each,
        ),
        {
          siteOptions: {
            unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS,
            owners: [],
          },
          logger: mockServices.logger.mock(),
        },
      );

      const removed = findingWords(differences.findingsRemoved);
      expect(findingWords(verdicts)).toEqual(
        [
          ...findingWords(expected.findings).filter(
            each => !removed.includes(each),
          ),
          ...findingWords(differences.findingsAdded),
        ].sort(),
      );
      expect(addressWords(liveInventory(site).addresses)).toEqual(
        addressWords(
          expected.addresses.map(
            item =>
              differences.addressesChanged.find(
                ({ address }) => address === item.address,
              ) ?? item,
          ),
        ),
      );
      expect(withoutEvidence(pathsReport(site))).toEqual(
        expected.paths.map(
          item =>
            differences.pathsChanged.find(
              ({ hostname }) => hostname === item.hostname,
            ) ?? item,
        ),
      );
    });
  },
);
