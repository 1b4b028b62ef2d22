import { Page } from 'playwright-core';
import { reopenFindings } from './testUtils/api';
import { useVisits } from './testUtils/browse';

const RENAMED = '113 grafana-2 is declared as grafana';

const item = (page: Page, summary: string) =>
  page.getByRole('listitem').filter({ hasText: summary });

describe('Drift', () => {
  const visit = useVisits();
  afterEach(reopenFindings);

  visit('groups findings by rule, the worst first', async page => {
    await page.goto('/it/drift');
    await item(page, RENAMED).waitFor();
    const groups = page.getByRole('heading', { level: 2 });
    const titles = await groups.allInnerTexts();
    expect(titles[0]).toMatch(/^One address on several guests\s+critical/);
    expect(
      titles.map(title => /critical|error|warning|info/.exec(title)?.[0]),
    ).toEqual(
      titles
        .map(title => /critical|error|warning|info/.exec(title)![0])
        .sort(
          (a, b) =>
            ['critical', 'error', 'warning', 'info'].indexOf(a) -
            ['critical', 'error', 'warning', 'info'].indexOf(b),
        ),
    );
  });

  visit(
    'shows the evidence: claim, value, source and where it stands',
    async page => {
      await page.goto('/it/drift');
      await page
        .getByRole('button', { name: /^105 mail-relay is declared/ })
        .click();
      const evidence = page
        .getByRole('dialog')
        .getByRole('region', { name: 'Evidence' });
      await evidence.waitFor();
      const text = await evidence.innerText();
      expect(text).toContain('192.168.11.26');
      expect(text).toContain('192.168.11.23');
      expect(text).toMatch(/ALL_VMIDS_ENDPOINTS\.md:\d+/);
      expect(text).toMatch(/\/nodes\/r630-01\/lxc\/105\//);
    },
  );

  visit(
    'acknowledges a finding, says by whom, and opens it again',
    async page => {
      await page.goto('/it/drift');
      const finding = item(page, RENAMED);
      await finding.getByRole('button', { name: 'Acknowledge' }).click();
      await finding.getByText('Acknowledged.').waitFor();
      await finding.getByText('acknowledged', { exact: true }).waitFor();

      await page.goto('/it/drift?state=acknowledged');
      await page.getByText('1 finding', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: RENAMED }).click();
      const panel = page.getByRole('dialog');
      await panel.getByText(/Acknowledged by guest/).waitFor();
      await panel.getByRole('button', { name: 'Reopen' }).click();
      await panel.getByRole('button', { name: 'Acknowledge' }).waitFor();
      await panel.getByText('open', { exact: true }).waitFor();
    },
  );

  visit(
    'suppresses only with a reason, and never for more than 30 days',
    async page => {
      await page.goto('/it/drift');
      const finding = item(page, RENAMED);
      await finding.getByRole('button', { name: 'Suppress…' }).click();
      const dialog = page.getByRole('dialog', {
        name: 'Suppress this finding',
      });
      const days = await dialog
        .getByRole('radio')
        .evaluateAll(radios =>
          radios.map(radio =>
            Number.parseInt(radio.parentElement!.innerText, 10),
          ),
        );
      expect(days).toEqual([1, 7, 14, 30]);

      await dialog.getByRole('radio', { name: '30 days' }).check();
      await dialog.getByRole('button', { name: 'Suppress' }).click();
      await dialog.getByText('Give a reason of at least three').waitFor();
      expect(await finding.getByText('suppressed').count()).toBe(0);

      await dialog
        .getByRole('textbox', { name: /Why/ })
        .fill('renamed on Monday');
      await dialog.getByRole('button', { name: 'Suppress' }).click();
      await dialog.waitFor({ state: 'detached' });
      await finding.getByText('suppressed', { exact: true }).waitFor();

      await page.goto('/it/drift?state=suppressed');
      await page.getByRole('button', { name: RENAMED }).click();
      const panel = page.getByRole('dialog');
      await panel.getByText(/Suppressed until/).waitFor();
      await panel.getByText('renamed on Monday').waitFor();
    },
  );

  visit('gives a file of the findings', async page => {
    await page.goto('/it/drift?severity=critical');
    await item(page, '192.168.11.142').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('findings.csv');
  });
});
