import { readFile } from 'node:fs/promises';
import { ask, collect } from './testUtils/api';
import { useVisits } from './testUtils/browse';

describe('Audit', () => {
  const visit = useVisits();
  // A collection that somebody starts is written down.
  beforeAll(collect, 90_000);

  visit('shows who did what, and finds it again', async page => {
    await page.goto('/it/audit');
    const rows = page.getByRole('grid', { name: 'Audit trail' });
    await rows.getByText('source.refresh').first().waitFor();
    await page.getByLabel('Did what').fill('source.refresh');
    await page.getByRole('button', { name: 'Show these rows' }).click();
    await page.waitForURL('**/it/audit?action=source.refresh');
    const { items } = await ask('/itops/v1/audit?action=source.refresh');
    await rows
      .getByRole('rowheader')
      .nth(items.length - 1)
      .waitFor();
    const actions = await rows.getByRole('rowheader').allInnerTexts();
    expect(actions).toEqual(items.map(() => 'source.refresh'));
    await page.getByLabel('Until before').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Show these rows' }).click();
    await page.getByText('No row matches').waitFor();
  });

  visit('says up to which seal its chain is sound', async page => {
    await page.goto('/it/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/^Sound up to seal \d+\.$/).waitFor();
    const kept = await page.getByText(/Keep this seal elsewhere/).innerText();
    const [seal] = /\d+:[0-9a-f]{64}/.exec(kept)!;
    await page.getByText('Check against seals that you kept').click();
    const anchors = page.getByLabel('Seals that were kept elsewhere');
    await anchors.fill(seal);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/The 1 seal that you kept is part of it/).waitFor();
    // The same number with another hash: somebody made the chain anew.
    await anchors.fill(seal.replace(/:.*/, `:${'0'.repeat(64)}`));
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/^The chain does not hold at seal \d+\.$/).waitFor();
  });

  visit('is exported with its seals', async page => {
    await page.goto('/it/audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export with seals' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit.jsonl');
    const text = await readFile(await download.path(), 'utf8');
    const types = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).type);
    expect(types[0]).toBe('ledger');
    expect(types.at(-1)).toBe('head');
    expect(types).toContain('row');
  });
});
