import { useVisits } from './testUtils/browse';

describe('Nodes', () => {
  const visit = useVisits();

  visit(
    'show what is allocated; what cannot be read is unknown, not zero',
    async page => {
      await page.goto('/it/nodes');
      const row = (name: string) =>
        page.getByRole('row').filter({ hasText: name });
      await row('r630-01').waitFor();
      expect(await row('r630-01').innerText()).toMatch(
        /online\s+\d+ · \d+ running\s+\d+ GiB of 384 GiB · \d+ %/,
      );
      const offline = await row('ml110').innerText();
      expect(offline).toMatch(/offline\s+3\s+unknown\s+unknown/);
      expect(offline).not.toContain('0 B');
    },
  );

  visit('lead to the node in the catalog', async page => {
    await page.goto('/it/nodes');
    await page.getByRole('rowheader', { name: 'r630-01' }).click();
    await page.waitForURL('**/catalog/default/resource/pve-main-node-r630-01');
  });
});
