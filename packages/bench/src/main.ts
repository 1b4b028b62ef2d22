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
  for (const suite of chosen) {
    process.stderr.write(`${suite.id} ${suite.title}\n`);
    rows.push(
      ...(await suite.run({
        sizes: options.sizes?.split(',').map(parseSize) ?? [],
        postgresUrl:
          process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
        progress: line => process.stderr.write(`  ${line}\n`),
      })),
    );
  }
  process.stdout.write(`${machineLine()}\n\n${markdownTable(rows)}\n`);
  if (options.json) {
    await writeFile(
      options.json,
      `${JSON.stringify({ machine: machineLine(), rows }, undefined, 2)}\n`,
    );
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
