import { ResponseError } from '@backstage/errors';
import { problemOf } from './problem';

function answered(status: number, body: string, type: string): Promise<Error> {
  const headers = { 'content-type': type };
  return ResponseError.fromResponse(
    new Response(body, { status, headers }) as Parameters<
      typeof ResponseError.fromResponse
    >[0],
  );
}

/** What the inventory itself says when it does not know a thing. */
const notFound = JSON.stringify({
  error: { name: 'NotFoundError', message: 'No guest pve-main/7' },
  request: { method: 'GET', url: '/v1/inventory/guests/7' },
  response: { statusCode: 404 },
});

describe('problemOf', () => {
  it('says that a thing is not there only when the inventory says so', async () => {
    const error = await answered(404, notFound, 'application/json');
    expect(problemOf(error)).toMatchObject({
      kind: 'not-found',
      detail: 'No guest pve-main/7',
    });
  });

  it.each([
    ['plain text', 'Not Found', 'text/plain'],
    ['a page', '<html>404</html>', 'text/html'],
    ['foreign JSON', '{"message":"no route"}', 'application/json'],
  ])(
    'never takes a 404 that is %s for a thing that is gone',
    async (_, body, type) => {
      const problem = problemOf(await answered(404, body, type));
      expect(problem.kind).toBe('unavailable');
      expect(problem.title).not.toMatch(/not in the inventory/);
    },
  );

  it('keeps a refusal a refusal', async () => {
    const error = await answered(403, '{}', 'application/json');
    expect(problemOf(error).kind).toBe('forbidden');
  });
});
