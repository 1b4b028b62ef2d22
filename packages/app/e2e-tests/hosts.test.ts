import path from 'node:path';
import { ask } from './testUtils/api';
import { serious } from './testUtils/axe';
import { LOOKS, useVisits } from './testUtils/browse';
import { reportFolder } from './testUtils/portal';

const ADVICE = 'view=placement&cores=4&memory=8&disk=32&vlan=11';

const VIEWS = [
  { name: 'capacity', query: '', sign: /^Used \(p95\)/ },
  { name: 'guests', query: '?view=guests', sign: '101 dns-01' },
  { name: 'usage', query: '?view=usage&days=1', sign: /^Highest step/ },
  { name: 'hardware', query: '?view=hardware', sign: 'Serial number' },
  { name: 'placement', query: `?${ADVICE}`, sign: 'node-offline' },
  {
    name: 'consolidation',
    query: '?view=consolidation',
    sign: 'Stay as they are',
  },
];

describe('Hosts', () => {
  const visit = useVisits();

  visit('has a tile for each node; what nobody read is unknown', async page => {
    const { items } = await ask('/itops/v1/capacity/nodes');
    await page.goto('/it/hosts');
    await page
      .getByText(/^Used \(p95\)/)
      .first()
      .waitFor();
    expect(
      await page.getByRole('heading', { level: 3 }).allInnerTexts(),
    ).toEqual(items.map(({ name }: { name: string }) => name));
    const offline = await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'ml110' }) })
      .innerText();
    expect(offline).toContain('not enough data');
    expect(offline).toContain('Given out: unknown');
    expect(offline).not.toContain('0 B');
  });

  visit('advises a node and says why every other one is out', async page => {
    await page.goto('/it/hosts?view=placement');
    await page.getByRole('textbox', { name: /^Cores/ }).fill('4');
    await page.getByRole('textbox', { name: /^Memory in GiB/ }).fill('8');
    await page.getByRole('textbox', { name: 'VLANs' }).fill('11');
    await page.keyboard.press('Enter');
    await page.waitForURL(/cores=4/);
    const asked = { milliCores: 4000, memoryBytes: 8 * 2 ** 30 };
    const { ranked, rejected } = await ask('/itops/v1/capacity/placement', {
      method: 'POST',
      body: { ...asked, networks: [{ vlan: 11 }] },
    });
    const named = async (region: string) =>
      (
        await page
          .getByRole('region', { name: region })
          .getByRole('heading', { level: 3 })
          .allInnerTexts()
      ).map(text => text.replace(/^\d+\. /, ''));
    const names = (nodes: { nodeId: string }[]) =>
      nodes.map(({ nodeId }) => nodeId.split('/').pop());
    await page.getByText('node-offline').waitFor();
    expect(await named('Nodes that can take it')).toEqual(names(ranked));
    expect(await named('Nodes that cannot')).toEqual(names(rejected));
  });
});

describe.each(LOOKS)('Hosts at $width px, $theme', look => {
  const visit = useVisits();

  VIEWS.forEach(({ name, query, sign }) =>
    visit(
      name,
      async page => {
        await page.goto(`/it/hosts${query}`);
        await page.getByText(sign).first().waitFor();
        await page.waitForFunction(
          () => !document.querySelector('.bui-Skeleton'),
        );
        const widths = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        await page.screenshot({
          path: path.join(
            reportFolder,
            `hosts-${name}-${look.width}-${look.theme}.png`,
          ),
          fullPage: true,
          animations: 'disabled',
        });
        expect(widths[0]).toBe(widths[1]);
        expect((await serious(page)).slice(0, 10)).toEqual([]);
      },
      { look },
    ),
  );
});
