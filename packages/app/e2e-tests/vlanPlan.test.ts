import path from 'node:path';
import { Page } from 'playwright-core';
import { ask } from './testUtils/api';
import { serious } from './testUtils/axe';
import { LOOKS, useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import { reportFolder } from './testUtils/portal';

const ONE = 'view=simulate&what=one-guest&guest=7701&vid=120';

const VIEWS = [
  { name: 'board', query: '', sign: '1000 validator-1' },
  { name: 'wave', query: '?wave=a-oob', sign: 'Owners' },
  { name: 'runbook', query: '?runbook=d-apps', sign: /^# Wave d-apps/ },
  { name: 'workloads', query: '?view=workloads', sign: '100 pbs-01' },
  {
    name: 'ask',
    query: '?view=simulate',
    sign: 'Choose a wave or one guest.',
  },
  {
    name: 'simulate-wave',
    query: '?view=simulate&what=a-oob',
    sign: 'Owners to ask',
  },
  {
    name: 'simulate-guest',
    query: `?${ONE}&prefix=10.120.0.0/24&address=10.120.0.51`,
    sign: 'Owners to ask',
  },
  {
    name: 'refused',
    query: `?${ONE}&prefix=10.120.0.7/24`,
    sign: 'This cannot be taken as it is.',
    tolerate: /status of 400/,
  },
];

/** What the page says of each host name: verdict now and after the edits. */
async function verdictsShown(page: Page): Promise<[string, string, string][]> {
  const rows = page
    .getByRole('grid', { name: 'Host names' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  const texts = await rows.evaluateAll(found =>
    found.map(row =>
      [...row.querySelectorAll('[role=rowheader], [role=gridcell]')].map(cell =>
        (cell as HTMLElement).innerText.split('\n')[0].trim(),
      ),
    ),
  );
  return texts.map(([name, now, after]) => [name, now, after]);
}

describe('VLAN plan', () => {
  const visit = useVisits();

  visit(
    'shows the gates of each wave as the portal judges them',
    async page => {
      const { waves } = await ask('/itops/v1/vlan-plan');
      await page.goto('/it/vlan-plan');
      await page.getByText('1000 validator-1').waitFor();
      for (const { title, state, gates } of waves) {
        const wave = page.getByRole('region', { name: title, exact: true });
        expect(await wave.getByText(state, { exact: true }).count()).toBe(1);
        const lights = await wave
          .getByRole('list', { name: `Gates of ${title}` })
          .getByRole('listitem')
          .allInnerTexts();
        expect(lights).toHaveLength(gates.length);
        gates.forEach(
          (gate: { state: string; unknown: boolean }, index: number) => {
            const red = gate.unknown ? 'unknown' : 'red';
            const light = gate.state === 'green' ? 'green' : red;
            expect(lights[index].split('\n')).toContain(light);
          },
        );
      }
      expect(waves.map(({ state }: { state: string }) => state)).toContain(
        'blocked',
      );
    },
  );

  visit('foretells each host name if one guest moves', async page => {
    await page.goto('/it/vlan-plan?view=simulate');
    await page
      .getByRole('combobox', { name: 'What moves now?' })
      .selectOption('One guest …');
    await page.getByRole('textbox', { name: /^Guest/ }).fill('7701');
    await page.getByRole('textbox', { name: /^To VLAN/ }).fill('120');
    await page.getByRole('textbox', { name: /^Prefix/ }).fill('10.120.0.0/24');
    await page
      .getByRole('textbox', { name: /^New address/ })
      .fill('10.120.0.51');
    await page.keyboard.press('Enter');
    await page.getByText('Owners to ask').waitFor();
    const move = {
      guest: 'guest:7701',
      vid: 120,
      prefix: '10.120.0.0/24',
      address: '10.120.0.51',
    };
    const { hostnames } = await ask('/itops/v1/vlan-plan/simulate', {
      method: 'POST',
      body: { moves: [move] },
    });
    const touched = hostnames.filter(
      ({ reason }: { reason: string }) => reason !== 'not-affected',
    );
    const shown = await verdictsShown(page);
    expect(shown).toEqual(
      touched.map(
        (row: {
          hostname: string;
          verdict: string;
          afterEdits: { verdict: string };
        }) => [row.hostname, row.verdict, row.afterEdits.verdict],
      ),
    );
    // What the lab's rows say: two names lead there and can be mended.
    expect(shown).toContainEqual(['app.sankofa.example', 'broken', 'kept']);
    expect(shown).toContainEqual(['www.app.sankofa.example', 'broken', 'kept']);
  });

  visit('lists the workloads of a wave from its card', async page => {
    await page.goto('/it/vlan-plan');
    await page.getByRole('link', { name: 'Table of 8 workloads' }).click();
    await page.getByText('8 workloads', { exact: true }).waitFor();
    const delta = page.getByRole('row', { name: /^8031 delta-queue/ });
    expect(await delta.innerText()).toMatch(
      /VLAN 11[^]*VLAN 203[^]*192\.168\.11\.181 → 10\.203\.0\.31/,
    );
  });

  visit('is walked through with the keyboard alone', async page => {
    await page.goto('/it/vlan-plan');
    const open = page.getByRole('button', {
      name: 'Gates and decisions: Tenants',
    });
    await open.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Tenants' });
    await panel.waitFor();
    await page
      .getByRole('button', { name: 'Waive… Owners acknowledged' })
      .focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', {
      name: 'Waive: Owners acknowledged',
    });
    await dialog.waitFor();
    await page.keyboard.type('CHG-1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('the team is away');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    // Whoever asked is not the second person, and the gate stays red.
    await panel
      .getByText('Somebody else has to approve what you asked for.')
      .waitFor();
    const gate = panel
      .getByRole('list', { name: 'Gates of Tenants' })
      .getByRole('listitem')
      .filter({ hasText: 'Owners acknowledged' });
    expect(await gate.innerText()).toMatch(/^Owners acknowledged\s+red/);

    await page.getByRole('button', { name: 'Withdraw… CHG-1' }).focus();
    await page.keyboard.press('Enter');
    const withdrawal = page.getByRole('dialog', {
      name: 'Withdraw the waiver',
    });
    await withdrawal.waitFor();
    await page.getByRole('button', { name: 'Withdraw', exact: true }).focus();
    await page.keyboard.press('Enter');
    await withdrawal.waitFor({ state: 'detached' });
    await panel.getByText('withdrawn', { exact: true }).first().waitFor();
    // The button it began with is gone; the focus has not left the panel.
    await eventually(async () =>
      expect(
        await panel.evaluate(it => it.contains(document.activeElement)),
      ).toBe(true),
    );
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await open.evaluate(it => it === document.activeElement)).toBe(
        true,
      ),
    );
  });
});

describe.each(LOOKS)('VLAN plan at $width px, $theme', look => {
  const visit = useVisits();

  VIEWS.forEach(({ name, query, sign, tolerate }) =>
    visit(
      name,
      async page => {
        await page.goto(`/it/vlan-plan${query}`);
        await page.getByText(sign).first().waitFor();
        await page.waitForFunction(
          () => !document.querySelector('.bui-Skeleton'),
        );
        const widths = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        await page.screenshot({
          path: path.join(
            reportFolder,
            `vlan-plan-${name}-${look.width}-${look.theme}.png`,
          ),
          // What floats above the page is placed in the window.
          fullPage: (await page.getByRole('dialog').count()) === 0,
          animations: 'disabled',
        });
        expect(widths[0]).toBe(widths[1]);
        expect((await serious(page)).slice(0, 10)).toEqual([]);
      },
      { look, tolerate },
    ),
  );
});
