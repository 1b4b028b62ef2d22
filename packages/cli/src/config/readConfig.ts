import { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { toError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { UsageError } from './UsageError';

/**
 * Reads configuration files as Backstage does: merged in order, with `$env`,
 * `$file`, `$include` and `${VARIABLE}`, and overridden by `APP_CONFIG_…`
 * variables. Paths are taken from the current folder.
 *
 * @throws UsageError that names the file.
 */
export async function readConfig(files: readonly string[]): Promise<Config> {
  const paths = files.map(file => path.resolve(file));
  for (const file of paths) {
    await mustBeYaml(file);
  }
  const source = ConfigSources.default({
    argv: paths.flatMap(file => ['--config', file]),
    env: process.env,
  });
  try {
    const config = await ConfigSources.toConfig(source);
    config.close();
    return config;
  } catch (error) {
    throw new UsageError(
      `cannot read the configuration: ${withoutExcerpt(error)}`,
    );
  }
}

/** A parser's message shows the lines around the mistake, which may hold a secret. */
function withoutExcerpt(error: unknown): string {
  return toError(error).message.split('\n', 1)[0].replace(/:\s*$/, '');
}

/** @throws UsageError that names the file, for one that is missing or no YAML. */
async function mustBeYaml(file: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `cannot read the configuration file ${file} (${
        toError(error).message
      }); give an existing file with --config`,
    );
  }
  const [mistake] = parseDocument(text).errors;
  if (mistake) {
    throw new UsageError(
      `${file} is no valid YAML: ${withoutExcerpt(mistake)}`,
    );
  }
}
