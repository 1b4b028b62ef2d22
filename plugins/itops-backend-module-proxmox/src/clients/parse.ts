import { ConnectorError } from '@sankofa/plugin-itops-node';
import { z } from 'zod';

/**
 * Validates what Proxmox answered.
 *
 * @param where - the path, for the message
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
  const [issue] = result.error.issues;
  const field = issue.path.map(String).join('.') || 'data';
  throw new ConnectorError(
    'invalid-answer',
    `Proxmox answered ${where} in an unexpected form: ${field} (${issue.code}).`,
  );
}
