import { ConnectorError } from '@sankofa/plugin-itops-node';
import { z } from 'zod';

/** The first field that is wrong, without its value: `locations.2.forward_port (invalid_type)`. */
export function whatIsWrong(error: z.ZodError): string {
  let [issue] = error.issues;
  let path = issue.path;
  // Of a union, the attempt that came furthest says more than "none of them fits".
  while (issue.code === 'invalid_union') {
    const [furthest] = issue.errors
      .flatMap(([first]) => first ?? [])
      .sort(
        (one, other) =>
          other.path.length - one.path.length ||
          Number(other.code === 'invalid_type') -
            Number(one.code === 'invalid_type'),
      );
    if (!furthest) {
      break;
    }
    issue = furthest;
    path = [...path, ...issue.path];
  }
  return `${path.map(String).join('.') || 'the whole'} (${issue.code})`;
}

/**
 * Validates what the proxy answered.
 *
 * @param where - source and path, for the message: `npm/edge: /users/me`
 * @throws ConnectorError `invalid-answer` that names the first field that is wrong, without its value
 */
export function parse<T extends z.ZodType>(
  schema: T,
  data: unknown,
  where: string,
): z.output<T> {
  const result = schema.safeParse(data);
  if (result.success) {
    return result.data;
  }
  throw new ConnectorError(
    'invalid-answer',
    `${where} has an unexpected form: ${whatIsWrong(result.error)}.`,
  );
}
