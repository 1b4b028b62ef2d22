import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Page } from 'playwright-core';
import { serious } from './testUtils/axe';
import { DESK, LOOKS, useBrowser, useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';
import {
  SEEN_BY,
  changePrefix,
  keepAddress,
  kept,
  removeIpam,
  writePrefix,
} from './testUtils/ipam';
import { signInAs } from './testUtils/people';
import { reportFolder } from './testUtils/portal';

const CIDR = '10.99.0.0/24';
const of = (view: string, more = '') => `/it/addresses?view=${view}${more}`;

const prefixesFile = (rows: string) => ({
  name: 'prefixes.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`prefix,status,description\n${rows}`),
});

const cidrs = async () =>
  (await kept('prefixes')).map(({ cidr }: { cidr: string }) => cidr);

async function preview(page: Page, rows: string) {
  await page.goto(of('import'));
  await page
    .getByLabel('Drop files here, or choose them')
    .setInputFiles(prefixesFile(rows));
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
}

beforeEach(removeIpam);
afterAll(removeIpam);

describe('prefixes', () => {
  const visit = useVisits();

  visit(
    'are written down with the keyboard; what is wrong stands at its field',
    async page => {
      await page.goto(of('prefixes'));
      await page.getByText('No prefixes are written down yet').waitFor();
      await page.getByRole('button', { name: 'New prefix' }).first().focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog', { name: 'New prefix' });
      const field = drawer.getByLabel(/^Prefix/);
      await eventually(async () =>
        expect(
          await field.evaluate(element => element === document.activeElement),
        ).toBe(true),
      );
      await page.keyboard.type('10.99.0.7/24');
      await page.keyboard.press('Enter');
      await drawer.getByText(/did you mean 10\.99\.0\.0\/24/).waitFor();
      // The field that is wrong has the focus, and says what is wrong.
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await eventually(async () =>
        expect(
          await field.evaluate(element => element === document.activeElement),
        ).toBe(true),
      );
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(CIDR);
      await drawer.getByLabel('Sources that see it').fill(SEEN_BY);
      await field.press('Enter');
      await drawer.waitFor({ state: 'detached' });
      await page.getByRole('heading', { name: CIDR }).waitFor();
      await page
        .getByRole('button', { name: 'Next free: 10.99.0.1' })
        .waitFor();
      expect(await cidrs()).toEqual([CIDR]);
    },
    { tolerate: /400/ },
  );

  visit(
    'keep both versions where somebody was faster',
    async page => {
      const { id } = await writePrefix(CIDR);
      await page.goto(of('prefixes', `&block=${id}&record=${id}`));
      const drawer = page.getByRole('dialog', { name: CIDR });
      await drawer.getByLabel('Owner team').fill('mine');
      // Somebody else changes it in between.
      await changePrefix(id, { name: 'theirs' });
      await drawer.getByRole('button', { name: 'Save' }).click();
      await drawer.getByRole('row', { name: /^Name – theirs/ }).waitFor();
      await drawer
        .getByRole('button', { name: 'Put my changes on top' })
        .click();
      await drawer.getByRole('button', { name: 'Save' }).click();
      await drawer.waitFor({ state: 'detached' });
      const [after] = await kept('prefixes');
      expect(after).toMatchObject({ name: 'theirs', ownerTeam: 'mine' });
    },
    { tolerate: /412/ },
  );

  visit('are split after a preview that changes nothing', async page => {
    const { id } = await writePrefix(CIDR);
    await keepAddress('10.99.0.200');
    await page.goto(of('prefixes', `&block=${id}&reshape=split`));
    const drawer = page.getByRole('dialog', { name: `Reshape ${CIDR}` });
    await drawer.getByRole('button', { name: 'Preview' }).click();
    await drawer
      .getByText('2 new prefixes · 1 kept address moves', { exact: false })
      .waitFor();
    const moves = drawer.getByRole('list', {
      name: 'Kept addresses that move',
    });
    expect(await moves.innerText()).toContain(
      '10.99.0.200 from 10.99.0.0/24 to 10.99.0.128/25',
    );
    expect(await cidrs()).toEqual([CIDR]);
    await drawer.getByRole('button', { name: 'Split now' }).click();
    await drawer.waitFor({ state: 'detached' });
    const tree = page.getByRole('list', { name: 'Prefixes' });
    await tree.getByText('10.99.0.128/25').waitFor();
    expect(await cidrs()).toEqual([CIDR, '10.99.0.0/25', '10.99.0.128/25']);
  });

  visit('go after their name was typed', async page => {
    const { id } = await writePrefix(CIDR);
    await page.goto(of('prefixes', `&block=${id}&record=${id}`));
    const drawer = page.getByRole('dialog', { name: CIDR });
    await drawer.getByRole('button', { name: 'Delete…' }).click();
    const asked = page.getByRole('dialog', { name: `Delete prefix ${CIDR}` });
    await asked.getByRole('button', { name: 'Delete prefix' }).click();
    await asked.getByRole('alert').waitFor();
    expect(await cidrs()).toEqual([CIDR]);
    await asked.getByRole('textbox').fill(CIDR);
    await asked.getByRole('button', { name: 'Delete prefix' }).click();
    await page.getByText('No prefixes are written down yet').waitFor();
    expect(await cidrs()).toEqual([]);
  });
});

describe('a request for an address', () => {
  const visit = useVisits();
  const browser = useBrowser();

  visit('is asked by one and accepted by another', async page => {
    const { id } = await writePrefix(CIDR);
    const context = await browser.newContext(DESK);
    const theirs = await context.newPage();
    await theirs.goto(of('requests', `&request=new&prefix=${id}`));
    await signInAs(theirs, /Kojo Mensah/);
    const form = theirs.getByRole('dialog', { name: 'Ask for an address' });
    await form.getByLabel('Host name').fill('mail-2');
    await form.getByLabel(/^For what/).fill('a second mail relay');
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    await theirs.getByText('1 request', { exact: true }).waitFor();
    await theirs
      .getByRole('rowheader', { name: 'a second mail relay' })
      .click();
    await theirs.getByText(/This is your own request/).waitFor();
    expect(await theirs.getByRole('button', { name: 'Accept' }).count()).toBe(
      0,
    );
    await context.close();

    await page.goto(of('requests'));
    await page.getByRole('rowheader', { name: 'a second mail relay' }).click();
    const drawer = page.getByRole('dialog', { name: `Request for ${CIDR}` });
    await drawer.getByText(/Accepting reserves/).waitFor();
    await drawer.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Accepted: 10.99.0.1 is reserved.').waitFor();
    await page.getByText('Nobody waits for an address').waitFor();
    const [address] = await kept('addresses');
    expect(address).toMatchObject({
      address: '10.99.0.1',
      lifecycle: 'reserved',
      hostname: 'mail-2',
    });
  });
});

describe('files of NetBox', () => {
  const visit = useVisits();

  visit('are refused with the line of each error', async page => {
    await preview(page, `${CIDR},active,one\n10.98.0.0/24,on,two\n`);
    const errors = page.getByRole('list', { name: 'Errors' });
    await errors.waitFor();
    expect(await errors.innerText()).toMatch(/prefixes\.csv:3 status:/);
    expect(
      await page.getByRole('button', { name: /^Apply/ }).isDisabled(),
    ).toBe(true);
    expect(await cidrs()).toEqual([]);
  });

  visit('are written after a preview, and saved again', async page => {
    await preview(page, `${CIDR},active,one\n10.98.0.0/24,active,two\n`);
    await page.getByText('2 to add', { exact: true }).waitFor();
    expect(await cidrs()).toEqual([]);
    await page.getByRole('button', { name: 'Apply: 2 records' }).click();
    await page.getByText('Written: 2 added').waitFor();
    expect(await cidrs()).toEqual(['10.98.0.0/24', CIDR]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save prefixes.csv' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain(
      '10.98.0.0/24,,,,active,,two',
    );
  });
});

describe('records of addresses', () => {
  const visit = useVisits();

  visit('are chosen with the keyboard and changed together', async page => {
    await writePrefix(CIDR);
    await keepAddress('10.99.0.10', { ownerTeam: 'old' });
    await keepAddress('10.99.0.11', { ownerTeam: 'old' });
    await page.goto(of('records'));
    await page.getByRole('rowheader', { name: '10.99.0.11' }).waitFor();
    const all = page.getByRole('button', { name: 'Choose all on this page' });
    await all.focus();
    // One tab stop to the table; arrows lead to the box, and to the next row.
    for (const key of ['Tab', 'ArrowRight', 'Space', 'ArrowDown', 'Space']) {
      await page.keyboard.press(key);
    }
    await page.getByText('2 records chosen').waitFor();
    await page.getByRole('button', { name: 'Change…' }).press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Change 2 records' });
    await drawer.getByLabel('Lifecycle').selectOption('deprecated');
    await drawer.getByLabel('Owner team').selectOption('empty');
    await drawer.getByRole('button', { name: 'Change 2 records' }).click();
    await drawer.waitFor({ state: 'detached' });
    const records = await kept('addresses');
    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(record.lifecycle).toBe('deprecated');
      expect(record.ownerTeam).toBeUndefined();
    }
  });
});

describe('what does not fit', () => {
  const visit = useVisits();

  visit('leads to the address', async page => {
    await page.goto(of('hygiene', '&of=conflicts'));
    await page.getByRole('rowheader', { name: '192.168.11.142' }).click();
    await page.getByRole('dialog', { name: '192.168.11.142' }).waitFor();
  });
});

describe('the catalog pages of prefixes and VLANs', () => {
  const visit = useVisits();

  visit('show what is seen and what is written down', async page => {
    await writePrefix('192.168.11.0/24', { name: 'flat' });
    await page.goto('/catalog/default/resource/prefix-192.168.11.0-24');
    await page.getByText(/^0 of 254 held/).waitFor();
    await page.goto('/catalog/default/resource/vlan-11');
    await page.getByRole('link', { name: /^\d+ guests$/ }).waitFor();
    await page.getByText(/Nobody has written this VLAN down/).waitFor();
  });
});

describe.each(LOOKS)('address management at $width px, $theme', look => {
  const visit = useVisits();

  visit(
    'fits and can be read',
    async page => {
      const { id } = await writePrefix(CIDR, { name: 'tests' });
      await keepAddress('10.99.0.10', { hostname: 'kept-here' });
      const prefix = `&block=${id}`;
      const views = [
        { name: 'prefixes', url: of('prefixes', prefix), sign: /^Next free/ },
        {
          name: 'prefix',
          url: of('prefixes', `${prefix}&record=${id}`),
          sign: 'Gateway',
        },
        {
          name: 'merge',
          url: of('prefixes', `${prefix}&reshape=merge`),
          sign: /^No other/,
        },
        {
          name: 'vlans',
          url: of('vlans'),
          sign: 'No VLANs are written down yet',
        },
        { name: 'vlan', url: of('vlans', '&record=new'), sign: /^1 to 4094/ },
        { name: 'records', url: of('records'), sign: 'kept-here' },
        {
          name: 'requests',
          url: of('requests'),
          sign: 'Nobody waits for an address',
        },
        {
          name: 'ask',
          url: of('requests', '&request=new'),
          sign: 'Who decides reads it.',
        },
        {
          name: 'silent',
          url: of('hygiene', '&days=0'),
          sign: /WAN_AGGREGATOR_IP/,
        },
        {
          name: 'answering',
          url: of('hygiene', '&of=answering'),
          sign: 'd0:94:66:00:01:01',
        },
        {
          name: 'conflicts',
          url: of('hygiene', '&of=conflicts'),
          sign: '192.168.11.142',
        },
        { name: 'import', url: of('import'), sign: 'Only add' },
      ];
      for (const { name, url, sign } of views) {
        await page.goto(url);
        await page.getByText(sign).first().waitFor();
        await page.waitForFunction(
          () => !document.querySelector('.bui-Skeleton'),
        );
        await page.screenshot({
          path: path.join(
            reportFolder,
            `ipam-${name}-${look.width}-${look.theme}.png`,
          ),
          animations: 'disabled',
        });
        expect(
          await page.evaluate(
            () =>
              document.documentElement.scrollWidth -
              document.documentElement.clientWidth,
          ),
        ).toBe(0);
        expect({ name, found: await serious(page) }).toEqual({
          name,
          found: [],
        });
      }
    },
    { look },
  );
});
