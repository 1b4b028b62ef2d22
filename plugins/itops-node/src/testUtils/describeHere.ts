/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback -- not a test, but a way to declare some */

/**
 * A `describe` for tests that need something of the machine. Where it is missing,
 * the report of the run names what could not run and why; nothing is skipped in silence.
 *
 * @param missing - what is missing, or nothing: "no sshd (install openssh-server)"
 * @public
 */
export function describeHere(
  missing: string | undefined,
  name: string,
  tests: () => void,
): void {
  if (missing) {
    const said = `cannot run here: ${name}: ${missing}`;
    // A run of many files shows the names of todos to nobody.
    // eslint-disable-next-line no-console
    console.log(said);
    it.todo(said);
  } else {
    describe(name, tests);
  }
}
