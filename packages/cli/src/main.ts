import { runItops } from './runItops';

/**
 * Ends by itself only after the output has left: a collector that gave up on a
 * hanging source may leave an open socket, which must not keep the program alive.
 */
runItops(process.argv.slice(2)).then(code => {
  process.stderr.write('', () =>
    process.stdout.write('', () => process.exit(code)),
  );
});
