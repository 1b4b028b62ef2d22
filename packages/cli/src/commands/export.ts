import {
  Site,
  Verdict,
  driftReport,
  exitCodeOf,
  liveInventory,
  pathsReport,
} from '@sankofa/site-model';
import { siteOptionsFromConfig } from '@sankofa/plugin-itops-node';
import { collectSite } from '../collect/collectSite';
import { configuredCollectors } from '../config/configuredCollectors';
import { readConfig } from '../config/readConfig';
import { readOrUsage } from '../config/readOrUsage';
import { EXIT_SOURCE_FAILED } from '../exitCodes';
import { Output } from '../report/Output';
import { OutputLogger } from '../report/OutputLogger';
import { summaryLines } from '../report/summaryLines';
import { prepareFolder, writeReports } from '../report/writeReports';

export interface ExportOptions {
  config: string[];
  out: string;
  strict?: boolean;
  verbose?: boolean;
}

/** `itops export`: one collection, three files, an exit code for pipelines. */
export async function runExport(
  options: ExportOptions,
  output: Output,
): Promise<number> {
  output.showDetails(options.verbose ?? false);
  const logger = OutputLogger.create(output);
  const config = await readConfig(options.config);
  const siteOptions = readOrUsage(() => siteOptionsFromConfig(config));
  const collectors = await configuredCollectors(config, logger);
  const folder = await prepareFolder(options.out);

  const startedAt = Date.now();
  const { site, verdicts, notes } = await collectSite(collectors, {
    siteOptions,
    logger,
  });
  const written = await writeReports(folder, {
    'live_inventory.json': liveInventory(site),
    'drift.json': driftReport(site, verdicts),
    'paths.json': pathsReport(site),
  });

  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  output.line(`Collected in ${seconds} s.`);
  notes.forEach(({ sourceId, note }) => output.line(`${sourceId}: ${note}`));
  summaryLines(site, verdicts).forEach(line => output.line(line));
  written.forEach(file => output.result(file));
  return exitCode(site, verdicts, options.strict ?? false);
}

function exitCode(site: Site, verdicts: Verdict[], strict: boolean): number {
  const failed = site.sources.some(
    ({ freshness }) => freshness === 'failed' || freshness === 'never',
  );
  return strict && failed ? EXIT_SOURCE_FAILED : exitCodeOf(verdicts);
}
