import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerFaultKind } from '../faults/fault';

/** The part of an answer that goes over the wire. */
export interface Wire {
  status: number;
  reason: string;
  contentType?: string;
  text: string;
  headers?: Record<string, string>;
}

export interface SendOptions {
  fault?: AnswerFaultKind;
  /** Between two bytes of a slow drip. */
  dripMs: number;
  headers: Record<string, string>;
}

/** What the fault `html` sends: somebody else's page with status 200. */
export const SIGN_IN_PAGE: Wire = {
  status: 200,
  reason: 'OK',
  contentType: 'text/html; charset=UTF-8',
  text: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/login"></form></body></html>',
};

/** What the fault `redirect` sends: the way to a place that nobody must be led to. */
export const ELSEWHERE: Wire = {
  status: 302,
  reason: 'Found',
  text: '',
  headers: { Location: 'http://169.254.169.254/latest/meta-data/' },
};

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

/**
 * Puts an answer on the wire, as a fault of the wire has it: whole, by halves, byte by byte, without end
 * or not at all. Resolves with the status that was sent.
 */
export async function send(
  response: ServerResponse,
  wire: Wire,
  options: SendOptions,
): Promise<number> {
  const { fault, dripMs } = options;
  if (fault === 'timeout') {
    if (!response.destroyed) {
      await once(response, 'close'); // says nothing until the other side gives up
    }
    return 0;
  }
  if (fault === 'hang-up') {
    response.destroy(); // the connection ends without a byte of an answer
    return 0;
  }
  const { status, reason, contentType, text, headers } = wire;
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
