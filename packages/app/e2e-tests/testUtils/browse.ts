import path from 'node:path';
import {
  Browser,
  BrowserContext,
  ConsoleMessage,
  Page,
  chromium,
} from 'playwright-core';
import { portal, reportFolder } from './portal';

/** How the page is looked at. */
export interface Look {
  width: 1280 | 390;
  theme: 'light' | 'dark';
}

export const DESK: Look = { width: 1280, theme: 'light' };

/** The four ways every page must work in. */
export const LOOKS: Look[] = [
  DESK,
  { width: 1280, theme: 'dark' },
  { width: 390, theme: 'light' },
  { width: 390, theme: 'dark' },
];

/** One Chromium for a test file; call it at the top of the file. */
export function useBrowser(): {
  newContext(look: Look): Promise<BrowserContext>;
} {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      // Chromium refuses its sandbox to root, as which containers run.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(() => browser.close());
  return {
    newContext: ({ width, theme }) =>
      browser.newContext({
        baseURL: portal().url,
        viewport: { width, height: width === 390 ? 844 : 900 },
        colorScheme: theme,
        hasTouch: width === 390,
        locale: 'en-GB',
        timezoneId: 'UTC',
      }),
  };
}

/** Lets the guest in: opens a page and presses "Enter". */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/it');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.waitForURL('**/it/overview');
}

function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') {
      troubles.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', error => troubles.push(String(error)));
  return troubles;
}

export interface VisitOptions {
  look?: Look;
  /** Errors in the console that the test brings about itself. */
  tolerate?: RegExp;
}

export type Visit = (
  name: string,
  action: (page: Page) => Promise<void>,
  options?: VisitOptions,
) => void;

/**
 * A test that looks at the portal as a signed-in person. It fails on anything
 * in the console that it did not bring about; a failure leaves a screenshot.
 */
export function useVisits(): Visit {
  const browser = useBrowser();
  const contexts = new Map<string, Promise<BrowserContext>>();

  function signedIn(look: Look): Promise<BrowserContext> {
    const key = JSON.stringify(look);
    const known =
      contexts.get(key) ??
      browser.newContext(look).then(async context => {
        const page = await context.newPage();
        await signIn(page);
        await page.close();
        return context;
      });
    contexts.set(key, known);
    return known;
  }

  return (name, action, { look = DESK, tolerate } = {}) => {
    // The name and the expectations are those of the caller.
    // eslint-disable-next-line jest/valid-title, jest/expect-expect
    it(name, async () => {
      const page = await (await signedIn(look)).newPage();
      page.setDefaultTimeout(20_000);
      const troubles = watch(page);
      try {
        await action(page);
        expect(troubles.filter(trouble => !tolerate?.test(trouble))).toEqual(
          [],
        );
      } catch (error) {
        const file = `failed ${name}`.replace(/\W+/g, '-');
        await page.screenshot({ path: path.join(reportFolder, `${file}.png`) });
        throw error;
      } finally {
        await page.close();
      }
    });
  };
}
