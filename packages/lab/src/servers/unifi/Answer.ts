/** One answer of the console before it is sent. */
export interface Answer {
  status: number;
  /** JSON; a text is a page. */
  body: unknown;
  headers?: Record<string, string>;
  /** Faults that empty lists leave this answer alone: it says who asks or answers, not what there is. */
  identity?: boolean;
}

/** A list in the envelope of the API that the console's own pages use. */
export function ok(data: unknown[]): Answer {
  return { status: 200, body: { meta: { rc: 'ok' }, data } };
}

/** What that API says when something is wrong. */
export function failed(status: number, message: string): Answer {
  return { status, body: { meta: { rc: 'error', msg: message }, data: [] } };
}

/** What the official API says then. */
export function refused(status: number, name: string, message: string): Answer {
  return { status, body: { statusCode: status, statusName: name, message } };
}

/** The start page of a console, which also answers every path that does not exist. */
export const PAGE: Answer = {
  status: 200,
  body: '<!DOCTYPE html><html lang="en"><head><title>UniFi OS</title></head><body><div id="app"></div></body></html>',
};
