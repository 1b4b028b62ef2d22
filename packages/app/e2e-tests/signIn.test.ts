import { DESK, signIn, useBrowser } from './testUtils/browse';
import { signInAs } from './testUtils/people';

describe('signing in', () => {
  const browser = useBrowser();

  it.each([
    [/Efua Owusu/, true],
    [/Kojo Mensah/, true],
    [/Ama Boateng/, false],
    [/Yaw Asante/, false],
    [/Lindiwe Dube/, false],
  ])('lets %s in as what the groups say: decides %s', async (name, decides) => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    await page.goto('/it/drift');
    await signInAs(page, name);
    await page.getByText(/^105 mail-relay is declared/).waitFor();
    // The sign-in outlives the page.
    await page.reload();
    await page.getByText(/^105 mail-relay is declared/).waitFor();
    const buttons = page.getByRole('button', { name: 'Acknowledge' });
    if (decides) {
      await buttons.first().waitFor();
    } else {
      // What may be decided is known when the page has asked for it.
      await page.waitForLoadState('networkidle');
      expect(await buttons.count()).toBe(0);
    }
    await context.close();
  });

  it('says in one sentence why somebody is not let in', async () => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    await page.goto('/it');
    await signInAs(page, /Kojo Mensah/, false);
    await page
      .getByText('Your IT group needs a second factor')
      .first()
      .waitFor();
    await context.close();
  });

  it('shows somebody without a role nothing of the site, and says so', async () => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    await page.goto('/it/guests');
    await signInAs(page, /Nia Okafor/);
    await page
      .getByText(/may not|not allowed|permission/i)
      .first()
      .waitFor();
    expect(await page.getByRole('grid', { name: 'Guests' }).count()).toBe(0);
    await context.close();
  });

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
