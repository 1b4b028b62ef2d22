import { Page } from 'playwright-core';
import { ask, collect } from './testUtils/api';
import { serious } from './testUtils/axe';
import { DESK, useBrowser } from './testUtils/browse';
import { resetLab } from './testUtils/lab';
import { confirmAs, signInAs } from './testUtils/people';

/** A number is remembered when its guest is gone: each run takes the next one. */
async function nextVmid(): Promise<number> {
  const { total } = await ask('/itops/v1/change-requests?limit=1');
  return 7851 + (total % 49);
}

describe('Changes', () => {
  const browser = useBrowser();
  const pages: Page[] = [];
  afterAll(async () => {
    await Promise.all(pages.map(page => page.context().close()));
    await resetLab();
    await collect();
  });

  /** A window of somebody who signed in, with a second factor. */
  async function windowOf(name: RegExp): Promise<Page> {
    const page = await (await browser.newContext(DESK)).newPage();
    pages.push(page);
    await page.goto('/it/changes');
    await signInAs(page, name);
    await page.getByRole('navigation', { name: 'Which changes' }).waitFor();
    return page;
  }

  const state = (page: Page, word: string) =>
    page.getByRole('article').getByText(word, { exact: true }).first();

  it('are asked for by one, approved by another, and then the container is there', async () => {
    const vmid = await nextVmid();
    const name = `e2e-${vmid}`;
    const asks = await windowOf(/Efua Owusu/);
    await asks.getByRole('button', { name: 'New change' }).first().click();
    const form = asks.getByRole('dialog', { name: 'New change' });
    await form.getByLabel('Node').selectOption('r630-04');
    await form.getByLabel('VMID').fill(`${vmid}`);
    await form.getByLabel('Host name').fill(name);
    for (const [label, value] of [
      ['Template', 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst'],
      ['Storage', 'local-zfs'],
      ['Bridge', 'vmbr0'],
      ['Pool', 'it-managed'],
    ]) {
      await form.getByLabel(label).selectOption(value);
    }
    await form.getByLabel('VLAN').fill('11');
    await form.getByLabel('Owner').fill('group:default/it-platform');
    await form.getByLabel('Ticket').fill('IT-899');
    await form.getByRole('button', { name: 'Plan it' }).click();
    await asks.getByRole('heading', { name: /^Change \d+: Create/ }).waitFor();
    const calls = asks.getByRole('list', { name: 'Calls' });
    expect(await calls.innerText()).toContain('POST /nodes/r630-04/lxc');
    expect(await serious(asks)).toEqual([]);
    await asks.getByRole('button', { name: 'Ask for approval' }).click();
    await state(asks, 'waits for approval').waitFor();
    // Whoever asks has no say.
    expect(await asks.getByRole('button', { name: 'Approve…' }).count()).toBe(
      0,
    );

    const approves = await windowOf(/Ama Boateng/);
    await approves.getByRole('row', { name: new RegExp(name) }).click();
    await approves.getByRole('button', { name: 'Approve…' }).click();
    await confirmAs(approves, 'Approve this plan', /Ama Boateng/);
    await state(approves, 'approved').waitFor();
    // Confirming that it is you ends no session.
    await approves.reload();
    await state(approves, 'approved').waitFor();

    await asks.reload();
    await asks.getByRole('button', { name: 'Apply…' }).click();
    expect(await serious(asks)).toEqual([]);
    await confirmAs(asks, 'Apply this plan', /Efua Owusu/);
    await state(asks, 'done').waitFor({ timeout: 60_000 });
    const progress = asks.getByRole('region', { name: 'What happened' });
    expect(await progress.innerText()).toMatch(/UPID:r630-04:[\s\S]*vzcreate/);

    expect(await serious(asks)).toEqual([]);

    await collect();
    await asks.goto(`/it/guests?q=${name}`);
    const guest = asks.getByRole('rowheader', { name: new RegExp(name) });
    await guest.waitFor();
  });

  it('are refused with the reason of the guard, and nothing is sent', async () => {
    const page = await windowOf(/Efua Owusu/);
    await page.goto('/it/changes?new=change&do=guest.shutdown&vmid=105');
    const form = page.getByRole('dialog', { name: 'New change' });
    await form.getByText(/^105 is mail-relay/).waitFor();
    await form.getByRole('button', { name: 'Plan it' }).click();
    const guards = page.getByRole('list', { name: 'Guards' });
    await guards.getByText(/No rule of the allowlist fits/).waitFor();
    const first = guards.getByRole('listitem').first();
    expect(await first.innerText()).toContain('refuses');
    expect(await serious(page)).toEqual([]);
    expect(
      await page.getByRole('button', { name: 'Ask for approval' }).count(),
    ).toBe(0);
    await page.getByRole('button', { name: 'Cancel the change…' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await state(page, 'cancelled').waitFor();
  });
});
