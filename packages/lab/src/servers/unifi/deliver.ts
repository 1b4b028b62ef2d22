import { STATUS_CODES, ServerResponse } from 'node:http';
import { AnswerFaultKind } from '../../faults/fault';
import { ELSEWHERE, SIGN_IN_PAGE, SendOptions, Wire, send } from '../send';
import { withWrongTypes } from '../withWrongTypes';
import { Answer, failed } from './Answer';

function wire({ status, body, headers }: Answer): Wire {
  const isPage = typeof body === 'string';
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    contentType: isPage ? 'text/html; charset=utf-8' : 'application/json',
    text: isPage ? body : JSON.stringify(body),
    headers,
  };
}

/** The list of an answer replaced, in whichever envelope it comes. */
function withList(answer: Answer, change: (rows: unknown) => unknown): Wire {
  const { status, body, identity } = answer;
  if (status !== 200 || identity || typeof body === 'string') {
    return wire(answer);
  }
  if (Array.isArray(body)) {
    return wire({ ...answer, body: change(body) });
  }
  const { data, totalCount, ...rest } = body as Record<string, unknown>;
  const rows = change(data);
  const total = Array.isArray(rows) && rows.length > 0 ? totalCount : 0;
  return wire({
    ...answer,
    body: {
      ...rest,
      data: rows,
      ...(totalCount === undefined ? {} : { totalCount: total }),
    },
  });
}

/** The answer that goes out in place of the right one. */
function replaced(answer: Answer, fault?: AnswerFaultKind): Wire {
  switch (fault) {
    case '401':
      return wire(failed(401, 'api.err.LoginRequired'));
    case '403':
      return wire(failed(403, 'api.err.NoPermission'));
    case '500':
      return wire(failed(500, 'api.err.ServerError'));
    case 'empty':
      return withList(answer, () => []);
    case 'null':
      return withList(answer, () => null);
    case 'wrong-types':
      return withList(answer, withWrongTypes);
    case 'html':
      return SIGN_IN_PAGE;
    case 'redirect':
      return ELSEWHERE;
    default:
      return wire(answer);
  }
}

/** Sends an answer, or what a fault makes of it. Resolves with the status that was sent. */
export function deliver(
  response: ServerResponse,
  answer: Answer,
  options: SendOptions,
): Promise<number> {
  return send(response, replaced(answer, options.fault), options);
}
