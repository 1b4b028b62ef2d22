import { IncomingMessage } from 'node:http';
import { bodyOf } from '../bodyOf';
import { Answer, failed } from './Answer';
import { invalidFields } from './commands/fields';

/** A body that cannot be read, or that names a field twice. */
class UnreadableBodyError extends Error {
  constructor(readonly field: string, message: string) {
    super(message);
  }
}

const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));

/** The fields of a body, form or JSON. @throws UnreadableBodyError, SyntaxError, URIError */
function readFields(
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
  for (const part of text.split('&').filter(Boolean)) {
    // What comes after a second `=` is lost: values have to be encoded.
    const [key, value = ''] = part.split('=').map(decoded);
    if (Object.hasOwn(fields, key)) {
      throw new UnreadableBodyError(key, "type check ('string') failed");
    }
    fields[key] = value;
  }
  return fields;
}

function problemOf(error: unknown): Answer {
  if (error instanceof UnreadableBodyError) {
    return invalidFields({ [error.field]: error.message });
  }
  if (error instanceof SyntaxError || error instanceof URIError) {
    return failed(400, 'unable to parse parameters');
  }
  throw error;
}

/**
 * The fields of a call that is no GET, or what the server in front of the API has against
 * it. `DELETE` has its fields in the address, and no body.
 */
export async function readCall(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<{ fields: Record<string, string>; problem?: Answer }> {
  const { method, headers } = request;
  const text = await bodyOf(request);
  if (headers['transfer-encoding'] === 'chunked') {
    const problem = failed(501, 'chunked transfer encoding not supported');
    return { fields: {}, problem };
  }
  if (method === 'DELETE' && text !== '') {
    const problem = failed(501, `Unexpected content for method '${method}'`);
    return { fields: {}, problem };
  }
  try {
    return {
      fields:
        method === 'DELETE'
          ? readFields(undefined, `${query}`)
          : readFields(headers['content-type'], text),
    };
  } catch (error) {
    return { fields: {}, problem: problemOf(error) };
  }
}
