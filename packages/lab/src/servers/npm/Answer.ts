/** One answer of the proxy's API before it is sent. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  /** Says who asks or what answers, not what there is: faults that empty lists leave it alone. */
  identity?: boolean;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function failed(status: number, message: string): Answer {
  return { status, body: { error: { code: status, message } } };
}
