import { Page } from 'playwright-core';
import { reopenFindings } from './testUtils/api';
import { useVisits } from './testUtils/browse';
import { eventually } from './testUtils/eventually';

/** What has the focus: its accessible name where it has one, else its tag. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const label = (element as HTMLInputElement).labels?.[0]?.innerText;
    return (
      element.getAttribute('aria-label') ??
      label ??
      (element.innerText || element.tagName)
    );
  });

/** Where focus goes when a dialog closes is settled a frame later. */
const focusIs = (page: Page, name: unknown) =>
  eventually(async () => expect(await focused(page)).toEqual(name), 5_000);

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) {
      return;
    }
  }
  throw new Error(`"${name}" was not reached with Tab`);
}

describe('with the keyboard alone', () => {
  const visit = useVisits();
  afterEach(reopenFindings);

  visit(
    'a finding is suppressed, and Escape brings back to where one was',
    async page => {
      await page.goto('/it/drift?rule=name-mismatch');
      await page.getByText('113 grafana-2 is declared').waitFor();
      await tabTo(page, 'Suppress…');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await focusIs(page, '7 days');

      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await focusIs(page, 'Suppress…');

      await page.keyboard.press('Enter');
      await dialog.waitFor();
      await page.keyboard.press('ArrowRight');
      await focusIs(page, '14 days');
      await page.keyboard.press('Tab');
      await page.keyboard.type('a colleague renames it on Monday');
      await page.keyboard.press('Tab');
      await focusIs(page, 'Cancel');
      await page.keyboard.press('Tab');
      await focusIs(page, 'Suppress');
      await page.keyboard.press('Tab');
      await focusIs(page, 'Close');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('suppressed', { exact: true }).waitFor();
      await focusIs(page, 'Undo');
    },
  );

  visit(
    'the evidence opens and closes, and the cursor stays in the list',
    async page => {
      await page.goto('/it/drift?rule=name-mismatch');
      const sentence = page.getByRole('button', { name: /^113 grafana-2/ });
      await sentence.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog');
      await panel.getByText('Evidence').waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await focusIs(page, expect.stringMatching(/^113 grafana-2/));
    },
  );

  visit(
    'rows of a table are walked with arrows and opened with Enter',
    async page => {
      await page.goto('/it/addresses?state=conflict');
      await page.getByRole('row').filter({ hasText: '192.168.11.52' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: '192.168.11.142' }).waitFor();
    },
  );
});
