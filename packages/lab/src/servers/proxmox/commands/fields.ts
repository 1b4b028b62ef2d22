import { Answer, failed } from '../Answer';

/** What is wrong with a value, as Proxmox says it. */
export type FieldCheck = (value: string, name: string) => string | undefined;

/** Fields by their names; `net0`, `net1` … are `net#`. */
export type FieldChecks = Record<string, FieldCheck>;

const UNKNOWN =
  'property is not defined in schema and the schema does not allow additional properties';

/** A body that cannot be read, or that names a field twice. */
export class UnreadableBodyError extends Error {
  constructor(readonly field: string, message: string) {
    super(message);
  }
}

/**
 * The fields of a body, form or JSON.
 *
 * @throws UnreadableBodyError
 */
export function readFields(
  contentType: string | undefined,
  text: string,
): Record<string, string> {
  if (contentType?.startsWith('application/json')) {
    return Object.fromEntries(
      Object.entries(JSON.parse(text || '{}') as object).map(([key, value]) => [
        key,
        typeof value === 'boolean' ? `${Number(value)}` : `${value}`,
      ]),
    );
  }
  const fields: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    if (key in fields) {
      throw new UnreadableBodyError(key, "type check ('string') failed");
    }
    fields[key] = value;
  }
  return fields;
}

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
    const check = checks[name] ?? checks[name.replace(/\d+$/, '#')];
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
