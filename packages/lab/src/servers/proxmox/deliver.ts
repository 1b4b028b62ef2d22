import { ServerResponse } from 'node:http';
import { AnswerFaultKind } from '../../faults/fault';
import { SIGN_IN_PAGE, ELSEWHERE, SendOptions, Wire, send } from '../send';
import { Answer, failed } from './Answer';

const JSON_TYPE = 'application/json;charset=UTF-8';

function wire(answer: Answer): Wire {
  const { status, reason, body } = answer;
  return body === undefined
    ? { status, reason, text: '' }
    : { status, reason, contentType: JSON_TYPE, text: JSON.stringify(body) };
}

/** Numbers where there were names, text where there were lists. */
function withWrongTypes(body: unknown): unknown {
  const data = (body as { data?: unknown } | undefined)?.data;
  if (Array.isArray(data)) {
    return {
      data: data.map(item =>
        item && typeof item === 'object'
          ? Object.fromEntries(
              Object.keys(item).map(key => [key, { [key]: [] }]),
            )
          : { item },
      ),
    };
  }
  return { data: 'no answer' };
}

/** The answer that goes out in place of the right one. */
function replaced(answer: Answer, fault?: AnswerFaultKind): Wire {
  const lists = !answer.identity && answer.status === 200;
  switch (fault) {
    case '401':
      return { status: 401, reason: 'Authentication failed!', text: '' };
    case '403':
      return wire(failed(403, 'Permission check failed'));
    case '500':
      return wire(failed(500, 'got no worker upid - start worker failed'));
    case '595':
      return { status: 595, reason: 'Connection refused', text: '' };
    case '596':
      return { status: 596, reason: 'Connection timed out', text: '' };
    case 'guest-failing':
      return wire(
        failed(500, "can't open '/etc/pve' file - Input/output error"),
      );
    case 'empty':
      return wire(lists ? { ...answer, body: { data: [] } } : answer);
    case 'null':
      return wire(lists ? { ...answer, body: { data: null } } : answer);
    case 'wrong-types':
      return wire(
        lists ? { ...answer, body: withWrongTypes(answer.body) } : answer,
      );
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
