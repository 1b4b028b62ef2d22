import { readFile } from 'node:fs/promises';
import { Page } from 'playwright-core';
import { total } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import { showsCount } from './testUtils/shows';

const rows = (page: Page) =>
  page.getByRole('grid', { name: 'Guests' }).getByRole('row');

/** Rows of the answer stand there, and not only the shape of rows to come. */
const answered = (page: Page) =>
  rows(page).filter({ hasText: /\d/ }).first().waitFor();

/** Texts of one column, without the head. */
async function column(page: Page, index: number): Promise<string[]> {
  const texts = await rows(page).evaluateAll(
    (all, at) =>
      all.map(
        row =>
          (
            row.querySelectorAll('[role=gridcell],[role=rowheader],td,th')[
              at
            ] as HTMLElement | undefined
          )?.innerText ?? '',
      ),
    index,
  );
  return texts.slice(1);
}

describe('Guests', () => {
  const visit = useVisits();

  visit('keeps a chosen filter in the address of the page', async page => {
    const stopped = await total('guests', 'status=stopped');
    expect(stopped).toBeLessThan(await total('guests'));
    await page.goto('/it/guests');
    await answered(page);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitem', { name: 'Status' }).click();
    await page.getByRole('menuitem', { name: 'stopped' }).click();
    await page.waitForURL('**/it/guests?status=stopped');
    await showsCount(page, stopped, 'guest');

    await page.reload();
    await page
      .getByRole('button', { name: 'Remove filter Status: stopped' })
      .waitFor();
    await showsCount(page, stopped, 'guest');
    await page.goBack();
    await showsCount(page, await total('guests'), 'guest');
  });

  visit('searches as one types', async page => {
    await page.goto('/it/guests');
    await page.getByRole('searchbox').fill('gitea-runner');
    await showsCount(page, 1, 'guest');
    expect(await column(page, 1)).toEqual(['gitea-runner']);
    expect(page.url()).toMatch(/\?q=gitea-runner$/);
  });

  visit('sorts on the server by the column that is pressed', async page => {
    await page.goto('/it/guests');
    await answered(page);
    expect((await column(page, 0)).slice(0, 2)).toEqual(['100', '101']);
    const head = page.getByRole('columnheader', { name: 'VMID' });
    await head.click();
    await page.waitForURL('**sort=vmid&order=asc');
    await head.click();
    await page.waitForURL('**sort=vmid&order=desc');
    await eventually(async () =>
      expect((await column(page, 0)).slice(0, 2)).toEqual(['9501', '9500']),
    );
  });

  visit('gives a file of what is filtered', async page => {
    await page.goto('/it/guests?node=r630-04');
    await answered(page);
    const shown = await column(page, 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('guests.csv');
    const [head, ...lines] = (await readFile(await download.path(), 'utf8'))
      .trim()
      .split(/\r?\n/);
    expect(head).toMatch(/VMID,Name,Status,Addresses,Node/);
    expect(lines.map(line => line.split(',')[0])).toEqual(shown);
  });

  visit('opens the evidence for a row beside the table', async page => {
    await page.goto('/it/guests');
    await page.getByRole('button', { name: /evidence for 5010/ }).click();
    await page.waitForURL('**guest=proxmox%2Fpve-main%2F5010');
    const panel = page.getByRole('dialog', { name: '5010 bridge-relayer' });
    await panel.getByRole('heading', { name: 'Claims' }).waitFor();
    expect(await panel.innerText()).toContain('ALL_VMIDS_ENDPOINTS.md:');
  });

  visit('leads from a row to the guest in the catalog', async page => {
    await page.goto('/it/guests');
    await rows(page).filter({ hasText: 'bridge-relayer' }).click();
    await page.waitForURL('**/catalog/default/resource/pve-main-5010');
  });

  visit('says how to go on when nothing matches', async page => {
    await page.goto('/it/guests?status=running&q=no-such-guest');
    await page.getByRole('heading', { name: 'No guest matches' }).waitFor();
    await page
      .getByRole('button', { name: 'Clear search and filters' })
      .click();
    await showsCount(page, await total('guests'), 'guest');
  });
});
