import { useVisits } from './testUtils/browse';

describe('Overview', () => {
  const visit = useVisits();

  visit(
    'counts the sources behind it, names those in doubt, and each leads to its page',
    async page => {
      await page.goto('/it');
      const strip = page.getByRole('list', { name: 'Sources of this page' });
      await strip.waitFor();
      expect(await strip.getByRole('link').allInnerTexts()).toEqual([
        expect.stringMatching(/^\d+ sources fresh$/),
        expect.stringMatching(/^Proxmox pve-main\s*partial/),
      ]);
      await strip.getByRole('link', { name: /sources fresh/ }).click();
      await page.getByText('Declared ip-addresses.conf').first().waitFor();
      await page.goto('/it');
      await strip.getByRole('link', { name: /pve-main/ }).click();
      await page.waitForURL('**/it/sources?source=proxmox%2Fpve-main');
    },
  );

  visit('leads from a number to the rows it sums', async page => {
    await page.goto('/it');
    const tile = page.getByRole('link', { name: /^Guests/ });
    const [, said] = /(\d+)/.exec(await tile.innerText())!;
    await tile.click();
    await page.getByText(`${said} guests`, { exact: true }).waitFor();
  });

  visit(
    'puts a critical finding first, and it leads to its evidence',
    async page => {
      await page.goto('/it');
      const worst = page.getByRole('list', { name: 'Worst findings' });
      const first = worst.getByRole('listitem').first();
      expect(await first.innerText()).toMatch(/^critical/);
      const sentence = first.getByRole('button');
      const summary = await sentence.innerText();
      await sentence.click();
      await page.waitForURL('**/it/drift?finding=*');
      const panel = page.getByRole('dialog');
      await panel.getByText(summary).waitFor();
      expect(
        await panel.getByRole('region', { name: 'Evidence' }).innerText(),
      ).toContain('/nodes/');
    },
  );

  visit('says what changed today', async page => {
    await page.goto('/it');
    const changes = page.getByRole('region', { name: 'What changed today' });
    await changes.getByRole('button', { name: /^Show all \d+/ }).click();
    await changes
      .getByText(/^\d+ guests appeared/)
      .first()
      .waitFor();
  });
});

describe('the search box', () => {
  const visit = useVisits();
  const box = 'Search the site';

  visit('takes the cursor when "/" is pressed', async page => {
    await page.goto('/it');
    await page.getByRole('heading', { name: 'Worst findings' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('gitea');
    const input = page.getByRole('combobox', { name: box });
    expect(await input.inputValue()).toBe('gitea');
  });

  visit('goes straight to the one exact match', async page => {
    await page.goto('/it');
    const input = page.getByRole('combobox', { name: box });
    await input.fill('192.168.11.50');
    await input.press('Enter');
    await page.waitForURL('**/catalog/default/resource/ip-192.168.11.50');
    await page.getByRole('heading', { name: '192.168.11.50' }).waitFor();
  });

  visit(
    'offers a list by kind where several things could be meant',
    async page => {
      await page.goto('/it');
      const input = page.getByRole('combobox', { name: box });
      await input.fill('validator');
      const guests = page.getByRole('group', { name: 'Guests' });
      await guests.getByRole('option', { name: /validator-1/ }).waitFor();
      await input.press('ArrowDown');
      await input.press('Enter');
      await page.waitForURL('**/catalog/default/resource/pve-main-10*');
    },
  );

  visit('says so when nothing has that name', async page => {
    await page.goto('/it');
    await page.getByRole('combobox', { name: box }).fill('no-such-thing');
    await page.getByText('Nothing is called “no-such-thing”').waitFor();
  });
});
