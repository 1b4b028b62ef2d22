import { toError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../config/UsageError';

/**
 * Makes the folder and proves that it can be written, before anything is
 * collected.
 *
 * @throws UsageError that names the folder.
 */
export async function prepareFolder(folder: string): Promise<string> {
  const absolute = path.resolve(folder);
  try {
    await mkdir(absolute, { recursive: true });
    await access(absolute, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `cannot write into --out ${absolute} (${toError(error).message})`,
      error,
    );
  }
  return absolute;
}

/**
 * Writes files so that a reader sees each either as it was or whole: all are
 * written and synced beside their place first, then renamed.
 *
 * @param reports - file name to content, written as JSON
 * @returns absolute paths
 */
export async function writeReports(
  folder: string,
  reports: Record<string, unknown>,
): Promise<string[]> {
  const files = Object.entries(reports).map(([name, content]) => ({
    target: path.join(folder, name),
    temporary: path.join(folder, `.${name}.${randomUUID()}.tmp`),
    text: `${JSON.stringify(content, undefined, 2)}\n`,
  }));
  try {
    for (const { temporary, text } of files) {
      const handle = await open(temporary, 'wx', 0o644);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    for (const { temporary, target } of files) {
      await rename(temporary, target);
    }
  } finally {
    for (const { temporary } of files) {
      await rm(temporary, { force: true });
    }
  }
  return files.map(({ target }) => target);
}
