import { Config } from '@backstage/config';
import { LoggerService } from '@backstage/backend-plugin-api';
import { proxmoxExecutorsFromConfig } from '@sankofa/plugin-itops-backend-module-proxmox';
import { DoctorCheck, siteOptionsFromConfig } from '@sankofa/plugin-itops-node';
import { configuredCollectors } from '../config/configuredCollectors';
import { readConfig } from '../config/readConfig';
import { readOrUsage } from '../config/readOrUsage';
import { UsageError } from '../config/UsageError';
import { portalChecks } from '../doctor/portalChecks';
import { sourceChecks } from '../doctor/sourceChecks';
import { EXIT_FAILED, EXIT_OK } from '../exitCodes';
import { Output } from '../report/Output';
import { OutputLogger } from '../report/OutputLogger';

export interface DoctorOptions {
  config: string[];
  verbose?: boolean;
}

type Line = DoctorCheck & { subject: string };

/** `itops doctor`: one line for each condition, with the remedy where it is not ok. */
export async function runDoctor(
  options: DoctorOptions,
  output: Output,
): Promise<number> {
  output.showDetails(options.verbose ?? false);
  const config = await readConfig(options.config);
  const lines: Line[] = [
    ...(await checkedSources(config, OutputLogger.create(output))),
    ...portalChecks(config).map(check => ({ ...check, subject: 'portal' })),
  ];
  lines.forEach(line => output.result(textOf(line)));
  const failed = lines.filter(({ status }) => status === 'fail').length;
  const warned = lines.filter(({ status }) => status === 'warn').length;
  output.line(
    `${lines.length} checked, ${warned} to look at, ${failed} to mend.`,
  );
  return failed > 0 ? EXIT_FAILED : EXIT_OK;
}

/** On one line whatever the text is; a title that names its source again is shortened. */
function textOf({ status, subject, title, detail }: Line): string {
  const what = title.startsWith(`${subject}: `)
    ? title.slice(subject.length + 2)
    : title;
  return `${status.padEnd(4)}  ${subject}  ${what}: ${detail}`.replace(
    /\s*\n\s*/g,
    ' ',
  );
}

/** A configuration that cannot be used is the first thing a doctor must say, not a reason to leave. */
async function checkedSources(
  config: Config,
  logger: LoggerService,
): Promise<Line[]> {
  try {
    readOrUsage(() => siteOptionsFromConfig(config));
    const collectors = await configuredCollectors(config, logger);
    const executors = readOrUsage(() =>
      proxmoxExecutorsFromConfig(config, { logger }),
    );
    return await sourceChecks([...collectors, ...executors], { logger });
  } catch (error) {
    if (error instanceof UsageError) {
      return [
        {
          subject: 'itops',
          status: 'fail',
          title: 'configuration',
          detail: error.message,
        },
      ];
    }
    throw error;
  }
}
