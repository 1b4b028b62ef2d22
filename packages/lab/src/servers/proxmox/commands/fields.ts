import { Answer, failed } from '../Answer';

/** What is wrong with a value, as Proxmox says it. */
export type FieldCheck = (value: string, name: string) => string | undefined;

/** Fields by their names; `net0`, `net1` … are `net#`. */
export type FieldChecks = Record<string, FieldCheck>;

const UNKNOWN =
  'property is not defined in schema and the schema does not allow additional properties';

/** Says that parameters are wrong: every one of them, at once. */
export function invalidFields(errors: Record<string, string>): Answer {
  const answer = failed(400, 'Parameter verification failed.');
  return { ...answer, body: { ...(answer.body as object), errors } };
}

/** The answer to a body that the schema does not allow. */
export function checkFields(
  fields: Readonly<Record<string, string>>,
  checks: FieldChecks,
  required: readonly string[] = [],
): Answer | undefined {
  const errors: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const known = [name, name.replace(/\d+$/, '#')].find(each =>
      Object.hasOwn(checks, each),
    );
    const check = known === undefined ? undefined : checks[known];
    const error = check ? check(value, name) : UNKNOWN;
    if (error !== undefined) {
      errors[name] = error;
    }
  }
  for (const name of required) {
    if (!(name in fields)) {
      errors[name] = 'property is missing and it is not optional';
    }
  }
  return Object.keys(errors).length > 0 ? invalidFields(errors) : undefined;
}

export const anything: FieldCheck = () => undefined;

export function matching(fits: RegExp, error: string): FieldCheck {
  return value => (fits.test(value) ? undefined : `${error}\n`);
}

export function wholeNumber(least: number, most = Infinity): FieldCheck {
  return value => {
    if (!/^-?\d+$/.test(value)) {
      return `type check ('integer') failed - got '${value}'`;
    }
    if (Number(value) < least) {
      return `value must have a minimum value of ${least}`;
    }
    return Number(value) > most
      ? `value must have a maximum value of ${most}`
      : undefined;
  };
}

export const yesOrNo: FieldCheck = value =>
  /^(0|1|true|false|yes|no|on|off)$/i.test(value)
    ? undefined
    : `type check ('boolean') failed - got '${value}'`;

/** Of a value that {@link yesOrNo} let pass. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|yes|on)$/i.test(value);
}
