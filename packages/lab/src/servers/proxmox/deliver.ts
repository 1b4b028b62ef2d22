import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerFaultKind } from '../../faults/fault';
import { Answer, failed } from './Answer';

/** The part of an answer that goes over the wire. */
interface Wire {
  status: number;
  reason: string;
  contentType?: string;
  text: string;
  headers?: Record<string, string>;
}

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
      return {
        status: 200,
        reason: 'OK',
        contentType: 'text/html; charset=UTF-8',
        text: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/login"></form></body></html>',
      };
    case 'redirect':
      return {
        status: 302,
        reason: 'Found',
        text: '',
        headers: { Location: 'http://169.254.169.254/latest/meta-data/' },
      };
    default:
      return wire(answer);
  }
}

async function sendEndless(response: ServerResponse): Promise<void> {
  const item = `{"id":"lxc/100","name":"${'x'.repeat(16_000)}"},`;
  response.write('{"data":[');
  while (!response.destroyed && !response.socket?.destroyed) {
    if (!response.write(item)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    } else {
      await sleep(1);
    }
  }
}

async function sendDripping(
  response: ServerResponse,
  bytes: Buffer,
  dripMs: number,
): Promise<void> {
  for (const byte of bytes) {
    if (response.destroyed || response.socket?.destroyed) {
      return;
    }
    response.write(Buffer.from([byte]));
    await sleep(dripMs);
  }
  response.end();
}

/** Sends an answer, or what a fault makes of it. Resolves with the status that was sent. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  options: {
    fault?: AnswerFaultKind;
    /** Between two bytes of a slow drip. */
    dripMs: number;
    headers: Record<string, string>;
  },
): Promise<number> {
  const { fault, dripMs } = options;
  if (fault === 'timeout') {
    if (!response.destroyed) {
      await once(response, 'close'); // says nothing until the other side gives up
    }
    return 0;
  }
  const { status, reason, contentType, text, headers } = replaced(
    answer,
    fault,
  );
  const bytes = Buffer.from(text);
  response.writeHead(status, reason, {
    ...options.headers,
    ...(contentType ? { 'Content-Type': contentType } : {}),
    ...(fault === 'endless' ? {} : { 'Content-Length': bytes.length }),
    ...headers,
  });
  if (fault === 'endless') {
    await sendEndless(response);
  } else if (fault === 'slow-drip') {
    await sendDripping(response, bytes, dripMs);
  } else if (fault === 'truncated') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    await sleep(20); // so that the half is really on its way
    response.destroy();
  } else {
    response.end(bytes);
  }
  return status;
}
