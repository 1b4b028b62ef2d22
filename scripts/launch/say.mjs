/** A failure that people can act on: printed without a stack trace. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const started = Date.now();

/** One line on standard error, so that the output of tools stays clean. */
export function say(line) {
  process.stderr.write(`\u001b[36m▸\u001b[0m ${line}\n`);
}

/** Runs a long step with its name, a sign of life every ten seconds and its duration. */
export async function step(name, action) {
  const began = Date.now();
  say(`${name} …`);
  const ticker = setInterval(() => {
    say(`${name} … ${Math.round((Date.now() - began) / 1000)} s`);
  }, 10_000);
  ticker.unref();
  try {
    return await action();
  } finally {
    clearInterval(ticker);
    say(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}

export function elapsedSeconds() {
  return Math.round((Date.now() - started) / 1000);
}
