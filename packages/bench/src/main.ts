import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { BenchRow, machineLine, markdownTable, parseSize } from './harness';
import { suites } from './suites';

async function main(): Promise<void> {
  const program = new Command('bench')
    .description(
      'Benchmarks of every capability beside its floor, in the same run',
    )
    .argument(
      '[suites...]',
      `any of: ${suites.map(suite => suite.id).join(', ')}; all when left out`,
    )
    .option(
      '--sizes <list>',
      'sizes instead of each suite’s own, such as 1k,10k',
    )
    .option('--json <file>', 'also write the rows as JSON')
    .parse();
  const asked = program.args;
  const unknown = asked.filter(id => !suites.some(suite => suite.id === id));
  if (unknown.length > 0) {
    program.error(
      `no suite ${unknown.join(', ')}; there are ${suites
        .map(suite => suite.id)
        .join(', ')}`,
      { exitCode: 64 },
    );
  }
  const options = program.opts<{ sizes?: string; json?: string }>();
  const chosen = suites.filter(
    suite => asked.length === 0 || asked.includes(suite.id),
  );
  const rows: BenchRow[] = [];
  const notes: string[] = [];
  for (const suite of chosen) {
    process.stderr.write(`${suite.id} ${suite.title}\n`);
    try {
      rows.push(
        ...(await suite.run({
          sizes: options.sizes?.split(',').map(parseSize) ?? [],
          postgresUrl:
            process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
          progress: line => process.stderr.write(`  ${line}\n`),
          note: line => notes.push(`${suite.id}: ${line}`),
        })),
      );
    } catch (error) {
      // The rows of the other suites are worth as much as before.
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      notes.push(`${suite.id} ended with an error: ${error}`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(
    `${[machineLine(), markdownTable(rows), ...notes].join('\n\n')}\n`,
  );
  if (rows.some(row => row.failed)) {
    process.exitCode = 1;
  }
  if (options.json) {
    await writeFile(
      options.json,
      `${JSON.stringify(
        { machine: machineLine(), rows, notes },
        undefined,
        2,
      )}\n`,
    );
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
