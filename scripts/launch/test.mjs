import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from './process.mjs';
import { local, root } from './paths.mjs';
import { Failure, say } from './say.mjs';
import { prepare } from './toolchain.mjs';
import { withTestPostgres } from './tool.mjs';

/** What this machine lacks, so that the last lines can name what did not run. */
function missingHere() {
  const missing = [];
  if (
    !['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].some(
      existsSync,
    )
  ) {
    missing.push(
      'tests against a real OpenSSH server: no sshd here (install openssh-server)',
    );
  }
  if (!existsSync(path.resolve(root, '../shared/reference/site-a'))) {
    missing.push(
      'tests against the recorded reference site: ../shared is not beside the repository',
    );
  }
  return missing;
}

/** `npm test`: every jest test of the repository against a real PostgreSQL. */
export async function runTest(args) {
  const { node, env } = await prepare();
  const report = path.join(local, 'test-report.json');
  await mkdir(local, { recursive: true });
  await rm(report, { force: true });
  const code = await withTestPostgres(env, environment =>
    run(
      node,
      [
        path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'test',
        '--watchAll=false',
        '--json',
        `--outputFile=${report}`,
        ...args,
      ],
      {
        cwd: root,
        env: {
          ...environment,
          CI: 'true',
          NODE_OPTIONS: `${env.NODE_OPTIONS} --no-warnings`.trim(),
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    ),
  );
  if (!existsSync(report)) {
    throw new Failure(
      `The tests did not run (exit code ${code}); the lines above say why.`,
    );
  }
  const result = JSON.parse(await readFile(report, 'utf8'));
  if (!result.testResults) {
    return code;
  }
  const skipped = result.testResults
    .flatMap(file =>
      file.assertionResults.map(test => ({
        ...test,
        file: path.relative(root, file.name),
      })),
    )
    .filter(test => test.status !== 'passed' && test.status !== 'failed');
  skipped.forEach(test => say(`did not run: ${test.file}: ${test.fullName}`));
  missingHere().forEach(line => say(`cannot run here: ${line}`));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  process.stdout.write(
    `${result.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped\n`,
  );
  if (result.numPassedTests === 0) {
    throw new Failure('No test ran.');
  }
  return failed > 0 ? 1 : code;
}
