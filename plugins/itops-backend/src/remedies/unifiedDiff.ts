import { createTwoFilesPatch } from 'diff';

const CONTEXT = 3;
/** A line that only this library writes; neither git nor patch need it. */
const RULER = /^=+\n/;

/**
 * The difference of two texts as `git apply` and `patch -p1` take it.
 *
 * @param file - without a folder
 */
export function unifiedDiff(
  file: string,
  before: string,
  after: string,
): string {
  return createTwoFilesPatch(
    `a/${file}`,
    `b/${file}`,
    before,
    after,
    undefined,
    undefined,
    { context: CONTEXT },
  ).replace(RULER, '');
}
