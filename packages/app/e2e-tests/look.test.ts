import path from 'node:path';
import { Page } from 'playwright-core';
import { serious } from './testUtils/axe';
import { LOOKS, useVisits } from './testUtils/browse';
import { reportFolder } from './testUtils/portal';

interface View {
  name: string;
  path: string;
  /** Opens what the view shows beyond its page. */
  open?: (page: Page) => Promise<void>;
  /** Stands there once the answer has come. */
  sign: string | RegExp;
}

const FINDING = /^192\.168\.11\.142 is in use by/;

const VIEWS: View[] = [
  { name: 'overview', path: '/it', sign: FINDING },
  { name: 'paths', path: '/it/paths', sign: 'www.sankofa.example' },
  { name: 'ports', path: '/it/ports', sign: /^sw-core1/ },
  {
    name: 'port-records',
    path: '/it/ports?view=records',
    sign: 'No devices are written down yet',
  },
  {
    name: 'port-record',
    path: '/it/ports?view=records&of=cables&record=new',
    sign: 'From: device',
  },
  {
    name: 'port-import',
    path: '/it/ports?view=import',
    sign: 'Drop files here, or choose them',
  },
  { name: 'port-names', path: '/it/ports?view=names', sign: 'US-16-XG' },
  { name: 'guests', path: '/it/guests', sign: 'bridge-relayer' },
  { name: 'addresses', path: '/it/addresses', sign: '10.110.0.14' },
  { name: 'nodes', path: '/it/nodes', sign: 'r630-04' },
  { name: 'drift', path: '/it/drift', sign: FINDING },
  {
    name: 'changes',
    path: '/it/changes?list=all&state=stale',
    sign: 'No change matches',
  },
  {
    name: 'new-change',
    path: '/it/changes?new=change',
    sign: /^It needs 1 approval by others/,
  },
  { name: 'audit', path: '/it/audit', sign: 'Is the trail whole?' },
  { name: 'sources', path: '/it/sources', sign: 'Node ml110 is offline.' },
  {
    name: 'finding',
    path: '/it/drift',
    sign: 'Evidence',
    open: page => page.getByRole('button', { name: FINDING }).click(),
  },
  {
    name: 'suppress',
    path: '/it/drift',
    sign: 'For how long?',
    open: page =>
      page.getByRole('button', { name: 'Suppress…' }).first().click(),
  },
  {
    name: 'guest-evidence',
    path: '/it/guests?guest=proxmox%2Fpve-main%2F5010',
    sign: 'BRIDGE_RELAYER_IP',
  },
  {
    name: 'moment',
    path: '/it',
    sign: 'Show the site as it was',
    open: page => page.getByRole('button', { name: /^Moment shown/ }).click(),
  },
  {
    name: 'past',
    path: `/it/overview?asOf=${encodeURIComponent(new Date().toISOString())}`,
    sign: 'Nothing can be changed here.',
  },
  {
    name: 'no-match',
    path: '/it/guests?q=no-such-guest',
    sign: 'No guest matches',
  },
  {
    name: 'guest-entity',
    path: '/catalog/default/resource/pve-main-5010',
    sign: FINDING,
  },
  {
    name: 'node-entity',
    path: '/catalog/default/resource/pve-main-node-r630-01',
    sign: '802.3ad of eno1, eno2',
  },
  {
    name: 'address-entity',
    path: '/catalog/default/resource/ip-192.168.11.142',
    sign: 'BRIDGE_RELAYER_IP',
  },
];

describe.each(LOOKS)('at $width px, $theme', look => {
  const visit = useVisits();

  VIEWS.forEach(({ name, path: url, open, sign }) =>
    visit(
      name,
      async page => {
        await page.goto(url);
        await open?.(page);
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
            `${name}-${look.width}-${look.theme}.png`,
          ),
          // What floats above the page is placed in the window.
          fullPage: (await page.getByRole('dialog').count()) === 0,
          animations: 'disabled',
        });
        expect(widths[0]).toBe(widths[1]);
        expect((await serious(page)).slice(0, 10)).toEqual([]);
      },
      { look },
    ),
  );
});
