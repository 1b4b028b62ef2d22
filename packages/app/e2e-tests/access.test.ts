import { Page } from 'playwright-core';
import { useVisits } from './testUtils/browse';

/** The portal refuses what the test names, as it refuses people without rights. */
async function refuse(page: Page, url: string): Promise<void> {
  await page.route(url, route =>
    route.fulfill({
      status: 403,
      json: {
        error: { name: 'NotAllowedError', message: 'Unauthorized' },
        request: { method: 'GET', url },
        response: { statusCode: 403 },
      },
    }),
  );
}

describe('somebody without rights', () => {
  const visit = useVisits();

  visit(
    'to read is told so, and whom to ask',
    async page => {
      await refuse(page, '**/api/itops/v1/**');
      for (const tab of [
        'overview',
        'guests',
        'addresses',
        'nodes',
        'vlan-plan',
        'drift',
        'changes',
        'sources',
        'audit',
      ]) {
        await page.goto(`/it/${tab}`);
        const alert = page.getByRole('alert').first();
        await alert.getByText('You may not see this.').waitFor();
        await alert.getByText('Ask the IT platform team for access.').waitFor();
        expect(
          await page.getByRole('row').filter({ hasText: 'r630' }).count(),
        ).toBe(0);
      }
    },
    { tolerate: /status of 403/ },
  );

  visit('to decide is offered no button', async page => {
    await page.route('**/api/permission/authorize', async route => {
      const { items } = route.request().postDataJSON();
      const denied = items.map(({ id }: { id: string }) => ({
        id,
        result: 'DENY',
      }));
      await route.fulfill({ json: { items: denied } });
    });
    await page.goto('/it/drift');
    await page.getByText(/^105 mail-relay is declared/).waitFor();
    expect(
      await page.getByRole('button', { name: 'Acknowledge' }).count(),
    ).toBe(0);
    await page.goto('/it/sources');
    await page.getByRole('region', { name: 'Proxmox pve-main' }).waitFor();
    expect(await page.getByRole('button', { name: /Collect/ }).count()).toBe(0);
  });

  visit(
    'sees that the inventory is out of reach, and never an empty site',
    async page => {
      await page.route('**/api/itops/v1/**', route =>
        route.fulfill({ status: 503, body: 'no upstream' }),
      );
      await page.goto('/it/guests');
      await page
        .getByText('The inventory is not available at the moment.')
        .waitFor();
      expect(await page.getByText(/There are no guests/).count()).toBe(0);
    },
    { tolerate: /status of 503/ },
  );
});
