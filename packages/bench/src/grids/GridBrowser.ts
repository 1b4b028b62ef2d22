import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { Browser, Page, chromium } from 'playwright-core';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { GridFigures } from './page';

/** Where Chromium or Chrome usually is. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that `CHROMIUM` names, or one in a usual place. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  return (named ? [named] : BROWSERS).find(place => existsSync(place));
}

/** A page in a browser that mounts, scrolls and filters one grid after another. */
export class GridBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** @param executablePath - see {@link findChromium} */
  static async start(executablePath: string): Promise<GridBrowser> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'grids-'));
    await build({
      entryPoints: {
        page: resolvePackagePath('@sankofa/bench', 'src/grids/page.tsx'),
        theme: require.resolve('@backstage/ui/css/styles.css'),
      },
      bundle: true,
      minify: true,
      outdir: folder,
      jsx: 'automatic',
      define: {
        'process.env.NODE_ENV': '"production"',
        'process.env': '{}',
        global: 'window',
      },
      loader: { '.svg': 'dataurl', '.woff': 'empty', '.woff2': 'empty' },
      logLevel: 'error',
    });
    const browser = await chromium.launch({
      executablePath,
      // Chromium refuses its sandbox to root, as which containers run.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
    });
    await page.setContent(
      '<!doctype html><html lang="en"><body></body></html>',
    );
    for (const styles of ['theme.css', 'page.css']) {
      await page.addStyleTag({ path: path.join(folder, styles) });
    }
    await page.addScriptTag({ path: path.join(folder, 'page.js') });
    return new GridBrowser(browser, page, folder);
  }

  /** Mounts a grid, scrolls it, types into the filter before it, and takes it away. */
  measure(name: string, rows: number): Promise<GridFigures> {
    // Runs in the browser, where the bundle has put it.
    return this.page.evaluate(
      ([grid, count]) =>
        (
          globalThis as unknown as {
            measureGrid(of: string, rows: number): Promise<GridFigures>;
          }
        ).measureGrid(grid, count),
      [name, rows] as const,
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.folder, { recursive: true });
  }
}
