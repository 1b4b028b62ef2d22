import { Page } from 'playwright-core';
import { ask, collect, total } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { breakLab, healLab } from './testUtils/lab';
import { showsCount } from './testUtils/shows';

const card = (page: Page) =>
  page.getByRole('region', { name: 'Proxmox pve-main' });
const collectNow = (page: Page) =>
  card(page).getByRole('button', { name: 'Collect now from Proxmox pve-main' });

/** Presses "Collect now" and waits for the end of what it shows. */
async function collectHere(page: Page): Promise<string> {
  await collectNow(page).click();
  const progress = card(page).getByRole('status');
  await progress.getByText('It goes on when you leave this page.').waitFor();
  await progress
    .getByText('It goes on when you leave this page.')
    .waitFor({ state: 'detached', timeout: 60_000 });
  return progress.innerText();
}

describe('Sources', () => {
  const visit = useVisits();
  afterAll(async () => {
    await healLab();
    await collect();
  });

  visit(
    'say how each source stands, why, and what every part of it did',
    async page => {
      await page.goto('/it/sources');
      await card(page)
        .getByRole('note')
        .getByText('Node ml110 is offline.')
        .waitFor();
      await card(page)
        .getByText(/\d+ parts of \d+ not fresh/)
        .click();
      await card(page)
        .getByText('guest:300', { exact: true })
        .first()
        .waitFor();
    },
  );

  visit('collect when asked, show the steps and their end', async page => {
    await page.goto('/it/sources');
    const progress = await collectHere(page);
    expect(progress).toMatch(/partial\s+inventory[^]*partial\s+addresses/);
    expect(await collectNow(page).isEnabled()).toBe(true);
    await card(page).getByText('Last runs').click();
    await card(page)
      .getByText(/asked for by a person/)
      .first()
      .waitFor();
  });

  visit(
    'that fail keep their last values, marked with their age; healed they are fresh again',
    async page => {
      const guests = await total('guests');
      const duplicates = await ask('/itops/v1/findings?rule=duplicate-address');
      await breakLab({ kind: 'refuse' });
      await page.goto('/it/sources');
      const progress = await collectHere(page);
      expect(progress).toMatch(/failed\s+inventory/);
      expect(await card(page).getByRole('note').innerText()).toMatch(
        /refused|ECONNREFUSED/i,
      );
      await card(page)
        .getByText(/failed · showing \d\d:\d\d/)
        .first()
        .waitFor();

      await page.goto('/it/guests?status=running&template=false');
      const strip = page.getByRole('list', { name: 'Sources of this page' });
      await strip
        .getByRole('link', {
          name: /^Proxmox pve-main\s*failed \d\d:\d\d, showing \d\d:\d\d/,
        })
        .waitFor();
      const row = page.getByRole('row').filter({ hasText: 'bridge-relayer' });
      expect(await row.innerText()).toMatch(/failed · showing \d\d:\d\d/);
      // Every observed cell wears its doubt: none looks like what is so now.
      expect(
        await page.locator('[role=row] [data-freshness=fresh]').count(),
      ).toBe(0);
      expect(await row.locator('[data-doubt]').count()).toBeGreaterThan(2);
      await page.goto('/it/guests');
      await showsCount(page, guests, 'guest');
      await page.goto('/it/drift?rule=duplicate-address');
      await page.getByText('not confirmed now').first().waitFor();
      await showsCount(page, duplicates.total, 'finding');

      await healLab();
      await page.goto('/it/sources');
      expect(await collectHere(page)).toMatch(/partial\s+inventory/);
      await page.goto('/it/guests');
      await row.waitFor();
      expect(await row.innerText()).toContain('just now');
      expect(await row.locator('[data-doubt]').count()).toBe(0);
    },
  );
});
