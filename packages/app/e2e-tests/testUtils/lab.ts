import { portal } from './portal';

async function call(method: string, path: string, body?: object) {
  const { url, token } = portal().control;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(
      `${method} ${path}: ${answer.status} ${await answer.text()}`,
    );
  }
}

/** Makes something go wrong at the site; kinds as in `packages/lab`. */
export const breakLab = (fault: { kind: string; node?: string }) =>
  call('POST', '/faults', fault);

/** Takes all faults away. */
export const healLab = () => call('DELETE', '/faults');

/** Makes something happen at the site. */
export const changeLab = (
  change: { change: string } & Record<string, unknown>,
) => call('POST', '/world', change);

/** Everything as it was on the first day. */
export const resetLab = () => call('POST', '/reset');
