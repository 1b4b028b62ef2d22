import { describeHere } from '@sankofa/plugin-itops-node/testUtils';
import { catalogSuite } from './catalogSuite';

jest.setTimeout(180_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

describeHere(
  postgresUrl ? undefined : 'no PostgreSQL (run npm test)',
  'P13 with a real portal in another process',
  () => {
    it('sends the renamed guests alone, and nothing while nothing changed', async () => {
      const rows = await catalogSuite.run({
        sizes: [150],
        postgresUrl,
        progress: () => {},
        note: () => {},
      });
      const value = (name: string) =>
        rows.find(row => row.case === name)?.value;
      expect(rows.filter(row => row.failed)).toEqual([]);
      expect(value('sent to the catalog, 1 % renamed')).toBe(2);
      expect(value('processed again, whole refresh')).toBe(0);
    });
  },
);
