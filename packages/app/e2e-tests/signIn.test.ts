import { DESK, signIn, useBrowser } from './testUtils/browse';

describe('signing in', () => {
  const browser = useBrowser();

  it('shows nothing of the site before, and the overview after', async () => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));

    await page.goto('/it/guests');
    await page.getByRole('button', { name: 'Enter' }).waitFor();
    expect(asked.filter(url => url.includes('/api/itops'))).toEqual([]);

    await signIn(page);
    await page.getByRole('heading', { name: 'Worst findings' }).waitFor();
    await context.close();
  });

  it('goes to the page that was asked for', async () => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    await page.goto('/it/addresses?state=conflict');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('grid', { name: 'Addresses' }).waitFor();
    expect(page.url()).toMatch(/\/it\/addresses\?state=conflict$/);
    await context.close();
  });
});
