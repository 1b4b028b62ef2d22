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
  await atProvider(popup, name, secondFactor);
}

/** Presses a button that wants to know again who it is, and confirms it with a second factor. */
export async function confirmAs(
  page: Page,
  button: string,
  name: RegExp,
): Promise<void> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await atProvider(popup, name, true);
}

async function atProvider(
  popup: Page,
  name: RegExp,
  secondFactor: boolean,
): Promise<void> {
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
