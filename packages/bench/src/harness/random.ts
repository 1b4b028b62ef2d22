/** Mulberry32: a small generator with a fixed seed, so that every run sees the same input. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    // eslint-disable-next-line no-bitwise
    state = (state + 0x6d2b79f5) | 0;
    // eslint-disable-next-line no-bitwise
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    // eslint-disable-next-line no-bitwise
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    // eslint-disable-next-line no-bitwise
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
