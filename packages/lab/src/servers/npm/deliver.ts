import { STATUS_CODES, ServerResponse } from 'node:http';
import { AnswerFaultKind } from '../../faults/fault';
import { ELSEWHERE, SIGN_IN_PAGE, SendOptions, Wire, send } from '../send';
import { withWrongTypes } from '../withWrongTypes';
import { Answer, failed } from './Answer';

function wire({ status, body, headers }: Answer): Wire {
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    contentType: 'application/json; charset=utf-8',
    text: JSON.stringify(body),
    headers,
  };
}

/** The answer that goes out in place of the right one. */
function replaced(answer: Answer, fault?: AnswerFaultKind): Wire {
  const spoil = (body: unknown) =>
    wire(
      answer.status === 200 && !answer.identity ? { ...answer, body } : answer,
    );
  switch (fault) {
    case '401':
    case '403':
    case '500':
      return wire(failed(Number(fault), 'Internal Error'));
    case 'empty':
      return spoil([]);
    case 'null':
      return spoil(null);
    case 'wrong-types':
      return spoil(withWrongTypes(answer.body));
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
