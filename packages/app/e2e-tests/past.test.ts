import { collect, total } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { changeLab } from './testUtils/lab';
import { showsCount } from './testUtils/shows';

const BANNER = 'Nothing can be changed here.';

describe('the past', () => {
  const visit = useVisits();

  visit(
    'is chosen with the picker, kept over the tabs, and left again',
    async page => {
      await page.goto('/it');
      await page.getByRole('button', { name: /^Moment shown/ }).click();
      await page.getByRole('button', { name: '1 hour ago' }).click();
      await page.getByText(BANNER).waitFor();
      await page.getByRole('tab', { name: 'Guests' }).click();
      await page.waitForURL('**/it/guests?asOf=*');
      await page.getByText(BANNER).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: BANNER })
        .getByRole('button', { name: 'Back to now' })
        .click();
      await page.getByText(BANNER).waitFor({ state: 'detached' });
      await showsCount(page, await total('guests'), 'guest');
    },
  );

  visit('refuses a moment that has not happened', async page => {
    await page.goto('/it');
    await page.getByRole('button', { name: /^Moment shown/ }).click();
    await page
      .getByLabel('Date and time, in your zone')
      .fill('2999-01-01T00:00');
    await page.getByRole('button', { name: 'Show that moment' }).click();
    await page.getByText('That moment has not happened yet.').waitFor();
  });

  visit('offers no action', async page => {
    const asOf = encodeURIComponent(new Date().toISOString());
    // Buttons would come when it is known what the viewer may do.
    const known = page.waitForResponse('**/api/permission/authorize');
    await page.goto(`/it/drift?asOf=${asOf}`);
    await known;
    await page.getByText(BANNER).waitFor();
    await page.getByRole('button', { name: /^105 mail-relay/ }).click();
    const panel = page.getByRole('dialog');
    await panel.getByText(BANNER).waitFor();
    for (const name of ['Acknowledge', 'Suppress…', 'Reopen']) {
      const button = page.getByRole('button', { name, includeHidden: true });
      expect(await button.count()).toBe(0);
    }
    await page.goto(`/it/sources?asOf=${asOf}`);
    await page.getByRole('region', { name: 'Proxmox pve-main' }).waitFor();
    expect(await page.getByRole('button', { name: /Collect/ }).count()).toBe(0);
  });

  visit('shows the site as it was', async page => {
    await collect();
    const before = new Date().toISOString();
    const move = (node: string) =>
      changeLab({ change: 'move-guest', vmid: 116, node });
    try {
      await move('r630-03');
      await collect();
      const row = page.getByRole('row').filter({ hasText: 'vault-01' });
      await page.goto('/it/guests?q=vault-01');
      await row.getByText('r630-03').waitFor();
      await page.goto(
        `/it/guests?q=vault-01&asOf=${encodeURIComponent(before)}`,
      );
      await page.getByText(BANNER).waitFor();
      await row.getByText('r630-01').waitFor();
    } finally {
      await move('r630-01');
      await collect();
    }
  });
});
