import { toError } from '@backstage/errors';
import { Command, CommanderError } from 'commander';
import { runAuditVerify } from './commands/auditVerify';
import { runDoctor } from './commands/doctor';
import { runExport } from './commands/export';
import { UsageError } from './config/UsageError';
import { EXIT_FAILED, EXIT_USAGE } from './exitCodes';
import { Output } from './report/Output';

/**
 * The whole program as a function: arguments in, exit code out. Prints; never
 * rejects and never exits.
 */
export async function runItops(
  args: readonly string[],
  output: Output = Output.create(),
): Promise<number> {
  let code: number | undefined;
  const program = new Command('itops')
    .description('Reads the configured sources without a running portal.')
    .exitOverride()
    .configureOutput({
      writeOut: text => output.result(text.trimEnd()),
      writeErr: text => output.line(text.trimEnd()),
    })
    .showHelpAfterError('See --help.');

  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .requiredOption(
        '--config <file...>',
        'Backstage configuration files; later ones win',
      )
      .option('--verbose', 'show what the collectors report on the way');

  command('export', 'collect every source once and write the reports')
    .requiredOption(
      '--out <dir>',
      'folder for live_inventory.json and drift.json',
    )
    .option('--strict', 'exit with 3 when a source could not be read')
    .action(async options => {
      code = await runExport(options, output);
    });

  command('doctor', 'check configuration, reachability and privileges').action(
    async options => {
      code = await runDoctor(options, output);
    },
  );

  program
    .command('audit')
    .description('the audit trail')
    .command('verify <file>')
    .description('check an export of the audit trail')
    .option(
      '--anchor <seal...>',
      'seals that were kept elsewhere, such as 128:9f86d0…',
    )
    .action(async (file, options) => {
      code = await runAuditVerify(file, options, output);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code ?? EXIT_USAGE;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help that was asked for is a success; commander printed the rest.
      return error.exitCode === 0 ? 0 : EXIT_USAGE;
    }
    if (error instanceof UsageError) {
      output.line(`itops: ${error.message}`);
      return EXIT_USAGE;
    }
    output.line(`itops: ${toError(error).message}`);
    output.detail(toError(error).stack ?? '');
    return EXIT_FAILED;
  }
}
