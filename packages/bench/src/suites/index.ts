import { BenchSuite } from '../harness';
import { driftSuite } from './driftSuite';
import { parseSuite } from './parseSuite';

/** Every suite, in the order they run. */
export const suites: BenchSuite[] = [parseSuite, driftSuite];
