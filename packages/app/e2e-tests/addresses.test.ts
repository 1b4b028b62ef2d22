import { ask } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { showsCount } from './testUtils/shows';

/** The four numbers of an address at equal widths. */
const key = (address: string) =>
  address
    .split('.')
    .map(part => part.padStart(3, '0'))
    .join('.');

describe('Addresses', () => {
  const visit = useVisits();

  visit('stand in numeric order', async page => {
    await page.goto('/it/addresses');
    const grid = page.getByRole('grid', { name: 'Addresses' });
    await grid.getByText('10.110.0.14').waitFor();
    const seen = await grid.getByRole('rowheader').allInnerTexts();
    const ipv4 = seen.filter(address => !address.includes(':'));
    const numeric = [...ipv4].sort((a, b) => key(a).localeCompare(key(b)));
    expect(ipv4).toEqual(numeric);
    // As text they would stand in another order.
    expect(ipv4).not.toEqual([...ipv4].sort());
  });

  visit('are counted by state, and a count is a filter', async page => {
    await page.goto('/it/addresses');
    const counts = page.getByRole('list', { name: 'Addresses by state' });
    await counts.getByRole('button', { name: /^conflict/ }).click();
    await page.waitForURL('**/it/addresses?state=conflict');
    const { items } = await ask('/itops/v1/inventory/addresses?state=conflict');
    await showsCount(page, items.length, 'address');
    expect(
      await page.getByRole('grid').getByRole('rowheader').allInnerTexts(),
    ).toEqual(items.map(({ address }: { address: string }) => address));
  });

  visit('show who claims them, and why', async page => {
    await page.goto('/it/addresses?state=conflict');
    await page.getByRole('rowheader', { name: '192.168.11.142' }).click();
    const panel = page.getByRole('dialog', { name: '192.168.11.142' });
    const claims = panel.getByRole('region', { name: 'Claims' });
    await claims.getByText('net0 of 5010 bridge-relayer').first().waitFor();
    expect(await claims.innerText()).toContain('BRIDGE_RELAYER_IP');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/\/it\/addresses\?state=conflict$/);
  });
});
