const PAUSE_MS = 100;

/**
 * Repeats an expectation until it holds.
 *
 * @param milliseconds - how long it may take
 * @throws what the last attempt threw, when the time is over
 */
export async function eventually<T>(
  expectation: () => T | Promise<T>,
  milliseconds = 20_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}
