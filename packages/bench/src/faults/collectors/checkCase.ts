import { ObservationStore } from '@sankofa/plugin-itops-backend';
import { Knex } from 'knex';
import { CapturedLog } from './CapturedLog';
import { FaultBed, FaultCase } from './FaultCase';
import { Picture } from './Picture';
import { ProductUnderTest, RecordedRun } from './ProductUnderTest';
import { violationsOfFault, violationsOfRecovery } from './comparePictures';
import { leftHandles, openHandles } from './openHandles';

/** More than it takes to retire what is gone. */
const FAULTY_RUNS = 3;

export interface CheckedCase {
  runs: number;
  violations: string[];
  note: string;
}

function runViolations(
  runs: readonly RecordedRun[],
  { sourceId: broken }: FaultCase,
): string[] {
  const violations = runs.flatMap(({ sourceId, pass, status, isLate }) => [
    ...(isLate ? [`late: ${sourceId} ${pass}`] : []),
    ...(status === 'not stored' ? [`not stored: ${sourceId} ${pass}`] : []),
  ]);
  const hit = runs.filter(({ sourceId }) => sourceId === broken);
  return hit.some(({ status }) => status !== 'complete')
    ? violations
    : [...violations, `called complete: the run of ${broken}`];
}

/** How the product put it. */
function noteOf(runs: readonly RecordedRun[], { sourceId: broken }: FaultCase) {
  const worst = runs.find(
    ({ sourceId, status }) => sourceId === broken && status !== 'complete',
  );
  return worst ? `${worst.status}: ${worst.reason}` : 'complete';
}

/** Agents that are blocked or not installed are part of a healthy site. */
const HEALTHY: (string | undefined)[] = ['agent-blocked', 'agent-not-running'];

/** Without a good beginning, and something that the fault could hit, nothing is proven. */
function demandGood(picture: Picture, { sourceId, hits }: FaultCase) {
  const scopes = [...picture.scopes.entries()];
  const ill = scopes.filter(
    ([, { freshness, reason }]) =>
      freshness !== 'fresh' && !HEALTHY.includes(reason),
  );
  if (ill.length > 0) {
    throw new Error(
      `the first run was not good: ${ill
        .map(([key, { reason, message }]) => `${key} ${reason} (${message})`)
        .join('; ')}`,
    );
  }
  if (
    picture.addresses.size === 0 ||
    !scopes.some(
      ([, scope]) =>
        scope.sourceId === sourceId && scope.hasFacts && hits(scope),
    )
  ) {
    throw new Error('the site shows nothing that this fault could hit');
  }
}

/**
 * A good run, several faulty ones and a good one, on an empty database, through
 * the product's own runner and store. Every broken promise is one violation.
 */
export async function checkCase(
  bed: FaultBed,
  faultCase: FaultCase,
  options: {
    knex: Knex;
    wrapStore?: (store: ObservationStore, knex: Knex) => ObservationStore;
  },
): Promise<CheckedCase> {
  const logger = CapturedLog.create();
  const collectors = bed.collectors();
  const product = await ProductUnderTest.start({
    ...options,
    collectors,
    logger,
  });
  const handles = openHandles();
  await product.collect();
  const before = await product.picture();
  demandGood(before, faultCase);

  const violations: string[] = [];
  let runs = 0;
  let note = '';
  await faultCase.inject();
  try {
    for (let round = 1; round <= FAULTY_RUNS; round++) {
      const recorded = await product.collect();
      const hit = recorded.filter(
        ({ sourceId }) => sourceId === faultCase.sourceId,
      );
      runs += hit.length;
      note = noteOf(recorded, faultCase);
      violations.push(
        ...[
          ...runViolations(recorded, faultCase),
          ...violationsOfFault(before, await product.picture(), faultCase),
        ].map(violation => `run ${round}: ${violation}`),
      );
    }
  } finally {
    await faultCase.repair();
  }
  const left = await leftHandles(handles);
  violations.push(...left.map(handle => `left behind: ${handle}`));

  await product.collect();
  violations.push(...violationsOfRecovery(before, await product.picture()));
  const told = `${logger.text}\n${await product.storedText()}`;
  violations.push(
    ...bed.secrets.flatMap((secret, index) =>
      told.includes(secret) ? [`secret ${index + 1} is in log or table`] : [],
    ),
  );
  return { runs, violations, note };
}
