import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { machineLine } from '../harness';
import { FaultRow, faultTable } from './faultSuite';
import { faultSuites } from './suites';

const known = faultSuites.map(({ id }) => id).join(', ');

async function main(): Promise<void> {
  const program = new Command('faults')
    .description('Lets things go wrong on purpose and counts broken promises')
    .argument('[suites...]', `any of: ${known}; all when left out`)
    .option('--json <file>', 'also write the rows as JSON')
    .exitOverride(error => {
      process.exit(error.exitCode === 0 ? 0 : 64);
    })
    .parse();
  const asked = program.args;
  const unknown = asked.filter(id => !faultSuites.some(s => s.id === id));
  if (unknown.length > 0) {
    process.stderr.write(`no suite ${unknown.join(', ')}; there is ${known}\n`);
    process.exitCode = 64;
    return;
  }
  const rows: FaultRow[] = [];
  const notes: string[] = [];
  const began = performance.now();
  for (const suite of faultSuites) {
    if (asked.length === 0 || asked.includes(suite.id)) {
      process.stderr.write(`${suite.id}: ${suite.title}\n`);
      rows.push(
        ...(await suite.run({
          postgresUrl:
            process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
          progress: line => process.stderr.write(`  ${line}\n`),
          note: line => notes.push(`${suite.id}: ${line}`),
        })),
      );
    }
  }
  const violations = rows.reduce((sum, row) => sum + row.violations, 0);
  const runs = rows.reduce((sum, row) => sum + row.runs, 0);
  const seconds = Math.round((performance.now() - began) / 1000);
  const summary = `${rows.length} cases, ${runs} faulty runs, ${violations} violations, ${seconds} s`;
  process.stdout.write(
    `${[machineLine(), faultTable(rows), ...notes, summary].join('\n\n')}\n`,
  );
  if (violations > 0) {
    process.exitCode = 1;
  }
  const { json } = program.opts<{ json?: string }>();
  if (json) {
    const report = { machine: machineLine(), rows, notes };
    await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
