import { Page } from 'playwright-core';
import { collect, total } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import { changeLab, resetLab } from './testUtils/lab';
import { showsCount } from './testUtils/shows';

const MORE = 40;

/** Collects until the guard has seen the things missing often enough. */
async function collectTwice(): Promise<void> {
  await collect();
  await collect();
}

async function count(page: Page, guests: number): Promise<void> {
  await page.goto('/it/guests');
  await showsCount(page, guests, 'guest');
}

/** Accepts what every source holds back; the cursor stands in the reason at once. */
async function acceptRemovals(page: Page): Promise<void> {
  const held = page.getByRole('button', { name: 'Accept removal…' });
  await page
    .getByText(/things are missing in the last answer/)
    .first()
    .waitFor();
  // Who may accept is known a moment later.
  await held.first().waitFor();
  for (let left = await held.count(); left > 0; left -= 1) {
    await held.first().click();
    const dialog = page.getByRole('dialog', { name: 'Accept the removal' });
    await dialog.waitFor();
    await page.keyboard.type('The crowd has left on purpose');
    await dialog.getByRole('button', { name: /^Remove \d+/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByText(/things leave with the next complete runs/)
      .first()
      .waitFor();
    await eventually(async () => expect(await held.count()).toBe(left - 1));
  }
}

describe('when many guests come and go', () => {
  const visit = useVisits();

  visit(
    'the table has pages, and the guard holds their removal until somebody accepts it',
    async page => {
      // What other tests have created and taken back is gone by then.
      await collectTwice();
      const before = await total('guests');
      for (let vmid = 6000; vmid < 6000 + MORE; vmid += 1) {
        await changeLab({
          change: 'add-guest',
          vmid,
          name: `crowd-${vmid}`,
          node: 'r630-04',
          address: `10.99.0.${vmid - 5999}/24`,
        });
      }
      await collect();
      await count(page, before + MORE);
      const pages = page.getByRole('navigation', { name: 'Pages' });
      await pages.getByText(`1–100 of ${before + MORE}`).waitFor();
      await pages.getByRole('button', { name: 'Next page' }).click();
      await pages
        .getByText(`101–${before + MORE} of ${before + MORE}`)
        .waitFor();
      await page.getByRole('row').filter({ hasText: 'llm-sandbox' }).waitFor();
      await pages.getByRole('button', { name: 'Previous page' }).click();
      await page.getByRole('row').filter({ hasText: 'pbs-01' }).waitFor();

      await resetLab();
      await collectTwice();
      await count(page, before + MORE);
      await page.goto('/it/sources');
      await acceptRemovals(page);
      await collectTwice();
      await count(page, before);
      await page.goto('/it/sources');
      await page.getByRole('region', { name: 'Proxmox pve-main' }).waitFor();
      expect(await page.getByText(/things are missing/).count()).toBe(0);
    },
  );
});
