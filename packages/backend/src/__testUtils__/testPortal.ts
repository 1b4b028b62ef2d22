/* eslint-disable jest/no-export, jest/valid-title -- tests that files with other faults share */
import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import {
  RecordedSite,
  describeHere,
  missingRecordedSite,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { PortalTrial } from './PortalTrial';
import {
  ages,
  calledFresh,
  kept,
  moreCertain,
  newRules,
  open,
  resolved,
  said,
  wronglyConfirmed,
} from './comparisons';
import { FaultCase } from './faultCases';

/** Begins a trial; it ends with the test. */
type Begin = (fault?: FaultCase) => Promise<PortalTrial>;

/**
 * Tests of the portal on the recorded site: nothing is lost by any of these faults.
 *
 * @param others - declares further tests
 */
export function testPortal(
  name: string,
  faults: FaultCase[],
  others: (begin: Begin) => void = () => {},
): void {
  describeHere(missingRecordedSite(), name, () => {
    const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
    const folder = createMockDirectory();
    let sound: RecordedSite;
    let trial: PortalTrial | undefined;

    beforeAll(async () => {
      sound = await startRecordedSite();
    });
    afterEach(async () => {
      const writes = await trial?.stop();
      trial = undefined;
      folder.clear();
      // A collector that only reads, proved on every run.
      expect(writes).toBe(0);
    });
    afterAll(async () => {
      expect(await sound.stop()).toMatchObject({ writes: 0 });
    });

    async function begin(fault?: FaultCase): Promise<PortalTrial> {
      const knex = await databases.init('POSTGRES_15');
      const options = { sound, knex, folder: folder.path };
      trial = await PortalTrial.create({ ...options, fault });
      return trial;
    }

    others(begin);

    it.each(faults)(
      'deletes, frees, resolves and confirms nothing with $name',
      async fault => {
        const { source, freshness = 'failed', reasons, reads } = fault;
        const portal = await begin(fault);
        const before = await portal.run();

        const during = await portal.runWithFault();
        expect(kept(during)).toEqual(kept(before));
        expect(await portal.vanished()).toEqual([]);
        expect(resolved(during)).toEqual(resolved(before));
        const unhealthy = `source-unhealthy source:${source}`;
        expect(newRules(before, during)).toEqual(
          open(before).includes(unhealthy) ? [] : [`${unhealthy} open`],
        );
        expect(open(during)).toContain(unhealthy);
        const failing = during.sources.find(each => each.sourceId === source)!;
        expect(failing.freshness).toBe(freshness);
        expect(reasons).toContain(failing.reason);
        expect(calledFresh(during, fault)).toEqual([]);
        expect(wronglyConfirmed(during, fault)).toEqual([]);
        expect(moreCertain(before, during)).toEqual([]);
        if (!reads) {
          expect(ages(during, source)).toEqual(ages(before, source));
        }

        const after = await portal.runMended();
        expect(said(after)).toEqual(said(before));
        expect(kept(after)).toEqual(kept(before));
      },
    );
  });
}
