import { Repeated } from './Repeated';

describe('something that is repeated', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is done one after the other, and no more once it was stopped', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const repeated = Repeated.create({
      everyMs: 10,
      onFailure: () => {},
      async act() {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, 25));
        running -= 1;
        done += 1;
      },
    });
    repeated.start();
    await jest.advanceTimersByTimeAsync(200);
    expect(most).toBe(1);
    expect(done).toBeGreaterThan(3);
    const stopped = repeated.stop();
    await jest.advanceTimersByTimeAsync(30);
    await stopped;
    expect(running).toBe(0);
    const before = done;
    await jest.advanceTimersByTimeAsync(200);
    expect(done).toBe(before);
  });

  it('says the first failure of a row, and the first of the next', async () => {
    const said: string[] = [];
    const outcomes = [true, false, false, true, false];
    const repeated = Repeated.create({
      everyMs: 10,
      onFailure: error => said.push((error as Error).message),
      async act() {
        const number = 5 - outcomes.length;
        if (outcomes.shift() === false) {
          throw new Error(`number ${number}`);
        }
      },
    });
    for (let count = 0; count < 5; count++) {
      await repeated.once();
    }
    expect(said).toEqual(['number 1', 'number 4']);
  });
});
