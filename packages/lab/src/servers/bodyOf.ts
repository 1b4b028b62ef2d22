import { IncomingMessage } from 'node:http';

const MAX_BODY = 64 * 1024;

/** The body of a request; one that is too large ends it. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_BODY) {
      request.destroy();
    }
  }
  return body;
}
