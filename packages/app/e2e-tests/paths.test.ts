import { Page } from 'playwright-core';
import { ask, collect } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import { changeLab } from './testUtils/lab';

const path = (page: Page, hostname: string) =>
  page.getByRole('group', { name: `Path of ${hostname}`, exact: true });

describe('Paths', () => {
  const visit = useVisits();

  visit(
    'find a host name, with every hop down to the switch port',
    async page => {
      await page.goto('/it/paths');
      await path(page, 'git.sankofa.example').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('git.sankofa');
      await page.waitForURL('**q=git.sankofa');
      await page.getByText('1 path', { exact: true }).waitFor();
      const hops = path(page, 'git.sankofa.example').getByRole('button');
      const seen = (await hops.allInnerTexts()).join(' | ');
      for (const hop of [
        '192.168.11.30:3000',
        '110 gitea',
        'r630-03',
        'sw-core1 5',
      ]) {
        expect(seen).toContain(hop);
      }
    },
  );

  visit('unfold branches, where several answer for one address', async page => {
    await page.goto('/it/paths?q=bridge.sankofa.example');
    const found = path(page, 'bridge.sankofa.example');
    const toggle = found.getByRole('button', { name: '2 branches' });
    await toggle.press('Enter');
    await found
      .getByRole('button', { name: /^Guest 5010 bridge-relayer/ })
      .waitFor();
    await found
      .getByRole('button', { name: /^Guest 5011 oracle-feeder/ })
      .waitFor();
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
  });

  visit('show the evidence of a hop, also from its address', async page => {
    await page.goto('/it/paths?q=git.sankofa.example');
    await path(page, 'git.sankofa.example')
      .getByRole('button', { name: /^Guest 110 gitea/ })
      .click();
    const evidence = page.getByRole('dialog', { name: 'Guest: 110 gitea' });
    await evidence.getByRole('heading', { name: 'Evidence' }).waitFor();
    expect(await evidence.innerText()).toMatch(/Proxmox pve-main/);
    await page.reload();
    await evidence.waitFor();
    await evidence.getByRole('link', { name: 'What lands here?' }).click();
    await page.waitForURL('**view=reverse**');
    await page
      .getByRole('heading', { name: 'What lands on 110 gitea' })
      .waitFor();
  });

  visit('say what lands on a switch port, and only that', async page => {
    await page.goto('/it/paths?view=reverse');
    await page
      .getByRole('searchbox', { name: 'What lands on' })
      .fill('sw-core1/5');
    await page.keyboard.press('Enter');
    await page.waitForURL('**ref=port%3Asw-core1%2F5**');
    await path(page, 'git.sankofa.example').waitFor();
    const { items } = await ask(
      '/itops/v1/portmap/reverse?ref=port%3Asw-core1%2F5',
    );
    const names: string[] = items.map(
      (row: { hostname: string }) => row.hostname,
    );
    const shown = await page.getByRole('group', { name: /^Path of/ }).count();
    expect(shown).toBe(names.length);
    expect(names).not.toContain('explorer.sankofa.example');
  });

  visit('show a moment of the past, and what changed since', async page => {
    await collect();
    const before = new Date().toISOString();
    const move = (node: string) =>
      changeLab({ change: 'move-guest', vmid: 110, node });
    const node = (name: string) =>
      path(page, 'git.sankofa.example').getByRole('button', {
        name: new RegExp(`^Node ${name}`),
      });
    try {
      await move('r630-01');
      await collect();
      await page.goto('/it/paths?q=git.sankofa.example');
      await node('r630-01').waitFor();
      await page.goto(
        `/it/paths?q=git.sankofa.example&asOf=${encodeURIComponent(before)}`,
      );
      await page.getByText('Nothing can be changed here.').waitFor();
      await node('r630-03').waitFor();
      await page
        .getByRole('status')
        .getByRole('button', { name: 'Back to now' })
        .click();
      await node('r630-01').waitFor();

      await page.goto(
        `/it/paths?view=changes&since=${encodeURIComponent(before)}`,
      );
      const changed = page
        .getByRole('list', { name: 'Changed paths' })
        .getByRole('listitem')
        .filter({ hasText: 'git.sankofa.example' });
      await changed
        .getByRole('button', { name: /^Node r630-03 .*no longer so$/ })
        .first()
        .waitFor();
      await changed
        .getByRole('button', { name: /^Node r630-01 .*new$/ })
        .first()
        .waitFor();
    } finally {
      await move('r630-03');
      await collect();
    }
    await eventually(async () => {
      const { items } = await ask(
        '/itops/v1/portmap/joined?q=git.sankofa.example',
      );
      expect(JSON.stringify(items)).toContain('node:r630-03');
    });
  });
});
