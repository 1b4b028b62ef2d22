/**
 * One answer of the Proxmox API before it is sent. The reason phrase of the status
 * line is the error message; since 8.4 it is repeated in the body.
 */
export interface Answer {
  status: number;
  reason: string;
  /** JSON; without it the body is empty. */
  body?: unknown;
  /** Milliseconds that the real thing takes before it can say this. */
  takesMs?: number;
  /** Faults that empty lists leave this answer alone: it says who asks, not what there is. */
  identity?: boolean;
}

export function ok(data: unknown): Answer {
  return { status: 200, reason: 'OK', body: { data } };
}

export function failed(status: number, message: string): Answer {
  return {
    status,
    reason: message,
    body: { data: null, message: `${message}\n` },
  };
}

/** @param check - what was asked for, as Proxmox prints it: `/vms/100, VM.Audit` */
export function forbidden(check: string): Answer {
  return failed(403, `Permission check failed (${check})`);
}

/** Relayed to a node that cannot be reached: no body. */
export function unreachable(status: 595 | 596, reason: string): Answer {
  return { status, reason };
}

export function invalidParameter(name: string, why: string): Answer {
  const answer = failed(400, 'Parameter verification failed.');
  return {
    ...answer,
    body: { ...(answer.body as object), errors: { [name]: `${why}\n` } },
  };
}

export function notImplemented(method: string, path: string): Answer {
  const message = `Method '${method} ${path}' not implemented`;
  return { status: 501, reason: message, body: { data: null, message } };
}
