import { Page } from 'playwright-core';
import { useVisits } from './testUtils/browse';

/** Titles of the cards from top to bottom; the huge graph comes after ours. */
const titles = (page: Page) =>
  page.getByRole('heading', { level: 3 }).allInnerTexts();

describe('pages of the catalog', () => {
  const visit = useVisits();

  visit(
    'a guest: what it is, its addresses with claims, what is wrong',
    async page => {
      await page.goto('/catalog/default/resource/pve-main-5010');
      await page.getByText(/^\d+ claims$/).click();
      await page.getByText('BRIDGE_RELAYER_IP').waitFor();
      await page
        .getByText(/ALL_VMIDS_ENDPOINTS\.md:\d+@/)
        .first()
        .waitFor();
      await page.getByText(/192\.168\.11\.142 is in use by 5010/).waitFor();
      await page.getByRole('heading', { name: 'Relations' }).waitFor();
      const seen = await titles(page);
      expect(seen.indexOf('Guest')).toBeLessThan(seen.indexOf('Relations'));
      expect(seen.indexOf('Findings')).toBeLessThan(seen.indexOf('Relations'));
      await page.getByRole('link', { name: 'r630-01' }).first().click();
      await page.waitForURL('**/pve-main-node-r630-01');
    },
  );

  visit('a node: how full it is, its parts, and its guests', async page => {
    await page.goto('/catalog/default/resource/pve-main-node-r630-01');
    await page.getByRole('meter', { name: 'Memory allocated' }).waitFor();
    await page.getByText('802.3ad of eno1, eno2').waitFor();
    await page.getByRole('heading', { name: 'Relations' }).waitFor();
    const seen = await titles(page);
    expect(seen.indexOf('Node')).toBeLessThan(seen.indexOf('Relations'));
    expect(seen.indexOf('Findings')).toBeLessThan(seen.indexOf('Relations'));
    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Guests' })
      .click();
    const guests = page.getByRole('grid', { name: 'Guests on this node' });
    await guests.getByText('bridge-relayer 5010').waitFor();
  });

  visit('an address: its state, why, and every claim on it', async page => {
    await page.goto('/catalog/default/resource/ip-192.168.11.142');
    await page.getByText('conflict', { exact: true }).first().waitFor();
    await page.getByText('net0 of 5011 oracle-feeder').first().waitFor();
    await page.getByText('BRIDGE_RELAYER_IP').waitFor();
    await page.getByText(/192\.168\.11\.142 is in use by 5010/).waitFor();
  });
});
