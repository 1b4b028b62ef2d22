import { BenchSuite } from '../harness';
import { parseSuite } from './parseSuite';

/** Every suite, in the order they run. */
export const suites: BenchSuite[] = [parseSuite];
