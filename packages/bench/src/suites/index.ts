import { BenchSuite } from '../harness';
import { catalogSuite } from './catalogSuite';
import { collectApiSuite } from './collectApiSuite';
import { collectSshSuite } from './collectSshSuite';
import { driftSuite } from './driftSuite';
import { gridSuite } from './gridSuite';
import {
  ipamConflictsSuite,
  ipamNextFreeSuite,
  ipamUtilisationSuite,
} from './ipamFreeSuites';
import {
  ipamFindSuite,
  ipamImportSuite,
  ipamPagesSuite,
} from './ipamListSuites';
import { joinJudgeSuite } from './joinJudgeSuite';
import { memorySuite } from './memorySuite';
import { pagesSuite } from './pagesSuite';
import { parseSuite } from './parseSuite';
import { pathsSuite } from './pathsSuite';
import { portMapSuite } from './portMapSuite';
import { resyncSuite } from './resyncSuite';

/** Every suite, in the order they run. */
export const suites: BenchSuite[] = [
  ipamImportSuite,
  ipamPagesSuite,
  ipamFindSuite,
  ipamNextFreeSuite,
  ipamUtilisationSuite,
  ipamConflictsSuite,
  parseSuite,
  collectApiSuite,
  collectSshSuite,
  driftSuite,
  joinJudgeSuite,
  pathsSuite,
  portMapSuite,
  resyncSuite,
  catalogSuite,
  pagesSuite,
  memorySuite,
  gridSuite,
];
