/** The floors that several suites stand beside. */

/**
 * Declared against live keys by sorting two typed arrays and walking them
 * together: what no comparison of unsorted keys can be much faster than.
 */
export function sortAndMerge(
  declared: Float64Array,
  live: Float64Array,
): { both: number; onlyDeclared: number; onlyLive: number } {
  const left = Float64Array.from(declared).sort();
  const right = Float64Array.from(live).sort();
  let i = 0;
  let j = 0;
  let both = 0;
  let onlyDeclared = 0;
  let onlyLive = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      both++;
      i++;
      j++;
    } else if (left[i] < right[j]) {
      onlyDeclared++;
      i++;
    } else {
      onlyLive++;
      j++;
    }
  }
  return {
    both,
    onlyDeclared: onlyDeclared + left.length - i,
    onlyLive: onlyLive + right.length - j,
  };
}

/** One Map built from one side and probed with the other. */
export function mapBuildAndProbe(build: string[], probe: string[]): number {
  const map = new Map<string, number>();
  for (let i = 0; i < build.length; i++) {
    map.set(build[i], i);
  }
  let hits = 0;
  for (const key of probe) {
    if (map.has(key)) {
      hits++;
    }
  }
  return hits;
}
