import { readFile } from 'node:fs/promises';
import { Page } from 'playwright-core';
import { ask } from './testUtils/api';
import { serious } from './testUtils/axe';
import { LOOKS, useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import {
  recordFiles,
  removeRecords,
  writeRecords,
} from './testUtils/portRecords';

const port = (page: Page, name: RegExp) => page.getByRole('button', { name });
const PORT_3 = /^Port 3 r630-02 eno1/;
const CABLES = 'a_device,a_kind,a_port,b_device,b_kind,b_port\n';

async function choose(page: Page, files: Parameters<Page['setInputFiles']>[1]) {
  await page.goto('/it/ports?view=import');
  await page.getByLabel('Drop files here, or choose them').setInputFiles(files);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
}

const cablesFile = (rows: string) => ({
  name: 'cables.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(CABLES + rows),
});

const total = async (kind: string): Promise<number> =>
  (await ask(`/itops/v1/port-records/${kind}?limit=1`)).total;

describe('the drawn switch', () => {
  const visit = useVisits();

  visit('tells what a port is while it is pointed at', async page => {
    await page.goto('/it/ports');
    await port(page, PORT_3).hover();
    await page.getByText('r630-02.sankofa.example d0:94:66:03:00:01').waitFor();
    await page.mouse.move(0, 0);
    await page
      .getByText('r630-02.sankofa.example d0:94:66:03:00:01')
      .waitFor({ state: 'detached' });
  });

  visit('is walked with arrow keys, and Enter opens a port', async page => {
    await page.goto('/it/ports');
    await port(page, /^Port 1 r630-01 bond0/).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'sw-core1 port 4' }).waitFor();
    expect(page.url()).toContain('port=port%3Asw-core1%2F4');
    await page.keyboard.press('Escape');
    await eventually(async () =>
      expect(
        await page.evaluate(() => document.activeElement?.ariaLabel),
      ).toMatch(/^Port 4 /),
    );
  });

  visit(
    'dims what the search does not find, and the table leaves it out',
    async page => {
      await page.goto('/it/ports');
      await page.getByRole('searchbox').fill('netbox');
      await page.waitForURL('**q=netbox');
      const rows = page
        .getByRole('grid', { name: 'Ports' })
        .getByRole('rowheader');
      await eventually(async () =>
        expect(await rows.allInnerTexts()).toEqual(['sw-core1 5']),
      );
      expect(
        await port(page, PORT_3).getAttribute('data-dimmed'),
      ).not.toBeNull();
      expect(
        await port(page, /^Port 5 ml110/).getAttribute('data-dimmed'),
      ).toBeNull();
    },
  );
});

describe('records of ports', () => {
  const visit = useVisits();
  beforeEach(removeRecords);
  afterEach(removeRecords);

  visit(
    'are created, changed, and deleted after their name was typed',
    async page => {
      await page.goto('/it/ports?view=records');
      await page.getByRole('button', { name: 'New device' }).first().click();
      const drawer = page.getByRole('dialog', { name: 'New device' });
      await drawer.getByLabel('Name').fill('shelf-switch');
      await drawer.getByLabel('Site').fill('Cellar');
      await drawer.getByRole('button', { name: 'Create device' }).click();
      await drawer.waitFor({ state: 'detached' });

      await page.getByRole('rowheader', { name: 'shelf-switch' }).click();
      const opened = page.getByRole('dialog', { name: 'shelf-switch' });
      await opened.getByLabel('Rack').fill('R9');
      await opened.getByRole('button', { name: 'Save' }).click();
      await opened.waitFor({ state: 'detached' });
      await page.getByText('Cellar · R9').waitFor();

      await page.getByRole('rowheader', { name: 'shelf-switch' }).click();
      await opened.getByRole('button', { name: 'Delete…' }).click();
      const asked = page.getByRole('dialog', {
        name: 'Delete device shelf-switch',
      });
      await asked.getByRole('button', { name: 'Delete device' }).click();
      await asked.getByRole('alert').waitFor();
      expect(await total('devices')).toBe(1);
      await asked.getByRole('textbox').fill('shelf-switch');
      await asked.getByRole('button', { name: 'Delete device' }).click();
      await page.getByText('No devices are written down yet').waitFor();
      expect(await total('devices')).toBe(0);
    },
  );

  visit(
    'keep both versions where somebody was faster',
    async page => {
      await writeRecords();
      await page.goto('/it/ports?view=records&of=cables');
      await page.getByRole('rowheader', { name: 'sw-core1 SFP+ 3' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel('Label').fill('mine');
      await drawer.getByLabel('Colour').waitFor();
      // Somebody else imports another label in between.
      const other = {
        format: 'csv',
        files: [
          {
            name: 'cables.csv',
            text: `${CABLES.trim()},label\nsw-core1,interface,SFP+ 3,r630-04,interface,eno3,theirs\n`,
          },
        ],
      };
      const root = '/itops/v1/port-records/import';
      const { previewHash } = await ask(`${root}/preview`, {
        method: 'POST',
        body: other,
      });
      await ask(root, { method: 'POST', body: { ...other, previewHash } });

      await drawer.getByRole('button', { name: 'Save' }).click();
      await drawer
        .getByRole('row', { name: 'Label C-3 theirs mine' })
        .waitFor();
      await drawer
        .getByRole('button', { name: 'Put my changes on top' })
        .click();
      await drawer.getByRole('button', { name: 'Save' }).click();
      await drawer.waitFor({ state: 'detached' });
      await page.getByRole('row').filter({ hasText: 'mine' }).waitFor();
    },
    { tolerate: /412/ },
  );

  visit('come from files, after a preview that writes nothing', async page => {
    await choose(page, recordFiles);
    await page.getByText('18 to add', { exact: true }).waitFor();
    expect(await total('devices')).toBe(0);
    await page.getByRole('button', { name: 'Apply: 18 records' }).click();
    await page.getByText('Written: 18 added').waitFor();
    expect(await total('devices')).toBe(5);
    expect(await total('cables')).toBe(3);

    await page.getByRole('button', { name: 'Export as CSV' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save cables.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('cables.csv');
    const saved = await readFile(await download.path(), 'utf8');
    expect(saved.trim().split(/\r?\n/)).toHaveLength(4);
    expect(saved).toContain('SFP+ 8,panel-a,front-port,A1,C-8,cat6a');
  });

  visit('are refused with the line of each error', async page => {
    await writeRecords();
    await choose(
      page,
      cablesFile(
        'sw-core1,interface,SFP+ 4,r630-02,interface,eno1\nsw-core1,interface,none,r630-02,interface,eno1\n',
      ),
    );
    const errors = page.getByRole('list', { name: 'Errors' });
    await errors.waitFor();
    expect(await errors.innerText()).toContain(
      'cables.csv:3 sw-core1 interface none is no port here',
    );
    expect(
      await page.getByRole('button', { name: /^Apply/ }).isDisabled(),
    ).toBe(true);
    expect(await total('cables')).toBe(3);
  });

  visit('stay in a conflict until the file is let win', async page => {
    await writeRecords();
    await choose(
      page,
      cablesFile('sw-core1,interface,SFP+ 3,r630-02,interface,eno1\n'),
    );
    await page.getByText('1 conflict kept as recorded').waitFor();
    await page
      .getByRole('checkbox', { name: /^Let the file win/ })
      .press('Space');
    await page.getByRole('button', { name: 'Apply…' }).click();
    const asked = page.getByRole('dialog');
    // The cable that is in the way goes.
    await asked.getByRole('textbox').fill('remove 1');
    await asked.getByRole('button', { name: 'Apply the import' }).click();
    await page.getByText('Written: 1 added · 1 removed').waitFor();
    await page.goto('/it/ports?view=records&of=cables');
    const row = page.getByRole('row').filter({ hasText: 'sw-core1 SFP+ 3' });
    await row.filter({ hasText: 'r630-02 eno1' }).waitFor();
  });

  visit(
    'stand beside what is seen, on the switch and in a table',
    async page => {
      await writeRecords();
      await page.goto('/it/ports?view=compare');
      const row = (name: string) =>
        page.getByRole('row').filter({ hasText: name });
      await row('sw-core1 SFP+ 3').filter({ hasText: 'conflict' }).waitFor();
      await row('sw-core1 SFP+ 4').filter({ hasText: 'unrecorded' }).waitFor();
      await row('sw-core1 SFP+ 5').filter({ hasText: 'agreed' }).waitFor();
      await row('sw-core1 SFP+ 8').filter({ hasText: 'unseen' }).waitFor();
      await page.goto('/it/ports');
      await port(page, /^Port 3 .*record contradicted/).click();
      const records = page.getByRole('list', { name: 'Records of this port' });
      await records.waitFor();
      expect(await records.innerText()).toMatch(/r630-04 eno3[\s\S]*by LLDP/);
    },
  );

  visit('cannot be changed while the past is shown', async page => {
    await writeRecords();
    const asOf = encodeURIComponent(new Date().toISOString());
    await page.goto(`/it/ports?view=records&asOf=${asOf}`);
    await page.getByRole('rowheader', { name: 'panel-a' }).click();
    const drawer = page.getByRole('dialog', { name: 'panel-a' });
    await drawer.getByText(/where nothing can be changed/).waitFor();
    expect(await drawer.getByRole('textbox').count()).toBe(0);
    await drawer.getByRole('button', { name: 'Back to now' }).click();
    await drawer.getByLabel('Name').waitFor();
  });
});

describe.each(LOOKS)('records at $width px, $theme', look => {
  const visit = useVisits();
  beforeEach(writeRecords);
  afterEach(removeRecords);

  // The drawn switches are among all pages that look.test.ts reads with axe.
  const VIEWS = [
    { path: '/it/ports?view=records&of=cables', sign: 'sw-core1 SFP+ 3' },
    { path: '/it/ports?view=compare', sign: 'sw-core1 SFP+ 3' },
  ];
  visit(
    'fit and can be read',
    async page => {
      for (const { path, sign } of VIEWS) {
        await page.goto(path);
        await page.getByText(sign).first().waitFor();
        await page.waitForFunction(
          () => !document.querySelector('.bui-Skeleton'),
        );
        expect(
          await page.evaluate(
            () =>
              document.documentElement.scrollWidth -
              document.documentElement.clientWidth,
          ),
        ).toBe(0);
        expect(await serious(page)).toEqual([]);
      }
    },
    { look },
  );
});
