/**
 * NetBox has no field for the controller's number of a port. Where its name does
 * not tell it, it stands before the description: `{port:13} uplink`, or `{port:-}`
 * for a port that has none although its name would tell one.
 */
const TOKEN = /^\{port:(\d{1,5}|-)\}(?: |$)/;

/** @param told - the number that the name tells */
export function describePort(
  port: { number?: number; description?: string },
  told: number | undefined,
): string {
  const { number, description = '' } = port;
  if (number === told && !TOKEN.test(description)) {
    return description;
  }
  return `{port:${number ?? '-'}} ${description}`.trim();
}

export interface DescribedPort {
  description?: string;
  /** Only where the text speaks of the number. */
  number?: { value: number | undefined };
}

/** The opposite of {@link describePort}. */
export function readPortDescription(text: string): DescribedPort {
  const token = TOKEN.exec(text);
  if (!token) {
    return text === '' ? {} : { description: text };
  }
  const rest = text.slice(token[0].length).trim();
  return {
    ...(rest !== '' && { description: rest }),
    number: { value: token[1] === '-' ? undefined : Number(token[1]) },
  };
}
