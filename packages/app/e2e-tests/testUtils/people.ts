import { Page } from 'playwright-core';

/** Signs in at the identity provider, in the window that the portal opens. */
export async function signInAs(
  page: Page,
  name: RegExp,
  secondFactor = true,
): Promise<void> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  await popup.getByRole('button', { name }).click();
  if (secondFactor) {
    const code = await popup.locator('code').textContent();
    await popup.getByLabel('Code').fill(code!);
    await popup.getByRole('button', { name: 'Confirm' }).click();
  } else {
    await popup
      .getByRole('button', { name: /without a second factor/ })
      .click();
  }
}
