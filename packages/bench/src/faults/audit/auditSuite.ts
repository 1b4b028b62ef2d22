import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { anchorText } from '@sankofa/plugin-itops-node';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { withDatabase } from '../../database';
import { seededRandom } from '../../harness/random';
import { FaultContext, FaultRow, FaultSuite, faultRow } from '../faultSuite';
import { Trail } from './Trail';
import { Attack, HEALED_BY_SEALING, attacks } from './attacks';

const RUNS = 200;
const VERIFIER = resolvePackagePath(
  '@sankofa/bench',
  '../cli/verify-audit.mjs',
);
const NOT_SOUND = 1;

/** What the verifier that needs only Node says of an export: its exit code and its words. */
async function independent(trail: Trail, folder: string) {
  const file = path.join(folder, 'audit.jsonl');
  await writeFile(file, await trail.exported());
  return promisify(execFile)(process.execPath, [
    VERIFIER,
    file,
    anchorText(trail.anchor),
  ]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code?: unknown; stdout: string }) => ({
      code: error.code,
      stdout: error.stdout,
    }),
  );
}

/** Both look at a trail: the product and the verifier that knows nothing of it. */
async function believers(trail: Trail, folder: string): Promise<string[]> {
  const verdict = await trail.verify();
  const { code, stdout } = await independent(trail, folder);
  if (code !== 0 && code !== NOT_SOUND) {
    throw new Error(`The verifier ended with ${code}: ${stdout}`);
  }
  return [
    ...(verdict.sound ? ['the portal'] : []),
    ...(code === 0 ? ['the verifier of exports'] : []),
  ];
}

async function attacked(
  trail: Trail,
  attack: Attack,
  anew: boolean,
  random: () => number,
  folder: string,
): Promise<string[]> {
  await trail.restore();
  await trail.asSuperuser(tx => attack.carryOut(tx, random));
  if (anew) {
    await trail.sealAnew();
  }
  return believers(trail, folder);
}

/** So many attacks, each kind in turn and by a fixed seed, against the anchor of an export. */
export async function runAttacks(
  context: Pick<FaultContext, 'progress'>,
  trail: Trail,
  runs: number,
  kinds: readonly Attack[] = attacks,
): Promise<FaultRow[]> {
  const random = seededRandom(20_261_124);
  const folder = await mkdtemp(path.join(tmpdir(), 'itops-audit-'));
  const outcomes = {
    'tampered with': { runs: 0, violations: [] as string[] },
    'tampered with, and the chain made anew': {
      runs: 0,
      violations: [] as string[],
    },
  };
  try {
    const untouched = await believers(trail, folder);
    if (untouched.length < 2) {
      throw new Error('A trail that nobody touched is not called sound.');
    }
    for (let run = 0; run < runs; run++) {
      const attack = kinds[Math.floor(run / 2) % kinds.length];
      const anew = run % 2 === 1 && !HEALED_BY_SEALING.has(attack.name);
      const outcome =
        outcomes[
          anew ? 'tampered with, and the chain made anew' : 'tampered with'
        ];
      const fooled = await attacked(trail, attack, anew, random, folder);
      outcome.runs += 1;
      outcome.violations.push(
        ...fooled.map(who => `run ${run}: ${who} believed ${attack.name}`),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return Object.entries(outcomes).map(([name, { runs: made, violations }]) => {
    context.progress(`${name}: ${violations.length} violations`);
    return faultRow('audit', name, {
      runs: made,
      violations,
      note: `${kinds.length} kinds, by somebody with all rights of the database; found by the portal and by the verifier that needs only Node, against the anchor of an export`,
    });
  });
}

/** Somebody changes the audit trail behind the portal's back. */
export const auditSuite: FaultSuite = {
  id: 'audit',
  title: 'the audit trail changed behind the back of the portal',
  async run(context) {
    return withDatabase(context, async knex =>
      runAttacks(context, await Trail.create(knex), RUNS),
    );
  },
};
