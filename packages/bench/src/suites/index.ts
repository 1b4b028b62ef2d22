import { BenchSuite } from '../harness';
import { collectApiSuite } from './collectApiSuite';
import { collectSshSuite } from './collectSshSuite';
import { driftSuite } from './driftSuite';
import { joinJudgeSuite } from './joinJudgeSuite';
import { parseSuite } from './parseSuite';
import { resyncSuite } from './resyncSuite';

/** Every suite, in the order they run. */
export const suites: BenchSuite[] = [
  parseSuite,
  collectApiSuite,
  collectSshSuite,
  driftSuite,
  joinJudgeSuite,
  resyncSuite,
];
