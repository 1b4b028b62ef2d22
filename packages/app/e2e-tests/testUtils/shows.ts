import { Page } from 'playwright-core';

/** Waits until the page says that it lists so many. */
export async function showsCount(
  page: Page,
  amount: number,
  noun: 'guest' | 'address' | 'finding',
): Promise<void> {
  const words = new RegExp(`^${amount} ${noun}(s|es)?$`);
  await page.getByText(words).first().waitFor();
}
