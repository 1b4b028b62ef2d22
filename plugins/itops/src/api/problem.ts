/** What went wrong with a call, in words for people. */
export interface Problem {
  kind:
    | 'forbidden'
    | 'signed-out'
    | 'not-found'
    | 'conflict'
    | 'outdated'
    | 'invalid'
    | 'not-fresh'
    | 'unavailable'
    | 'other';
  /** One sentence for what is wrong. */
  title: string;
  /** One sentence for what helps. */
  remedy: string;
  /** What the server said, where it adds something. */
  detail?: string;
}

interface LooseError {
  name?: string;
  message?: string;
  statusCode?: number;
  response?: { status?: number };
  cause?: { name?: string; message?: string };
}

const STATUS_OF_NAME: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  PreconditionFailedError: 412,
  ServiceUnavailableError: 503,
};

function statusOf(error: LooseError): number | undefined {
  return (
    error.statusCode ??
    error.response?.status ??
    STATUS_OF_NAME[error.name ?? ''] ??
    STATUS_OF_NAME[error.cause?.name ?? '']
  );
}

const KINDS: Record<number, Pick<Problem, 'kind' | 'title' | 'remedy'>> = {
  400: {
    kind: 'invalid',
    title: 'The server did not understand this question.',
    remedy: 'Clear the filters and try again.',
  },
  401: {
    kind: 'signed-out',
    title: 'You are no longer signed in.',
    remedy:
      'Sign in again and come back; the address of this page keeps your view.',
  },
  403: {
    kind: 'forbidden',
    title: 'You may not see this.',
    remedy: 'Ask the IT platform team for access.',
  },
  404: {
    kind: 'not-found',
    title: 'This is not in the inventory.',
    remedy: 'It may have been removed, or its source has not been read yet.',
  },
  409: {
    kind: 'conflict',
    title: 'Somebody else changed this in the meantime.',
    remedy: 'Look at what it says now, then decide again.',
  },
  412: {
    kind: 'outdated',
    title: 'Somebody was faster.',
    remedy: 'Look at what it says now, then decide again.',
  },
  424: {
    kind: 'not-fresh',
    title: 'There is no fresh answer to this now.',
    remedy: 'Look at the sources; at least one of them is not up to date.',
  },
};

/**
 * A 404 that no part of the inventory has spoken: nothing answers at that
 * address. It says nothing about the thing that was asked for.
 */
function isUnspoken(status: number | undefined, error: LooseError): boolean {
  return (
    status === 404 &&
    error.name !== 'NotFoundError' &&
    error.cause?.name !== 'NotFoundError'
  );
}

/** Translates any thrown value; never throws itself. */
export function problemOf(thrown: unknown): Problem {
  const error: LooseError =
    typeof thrown === 'object' && thrown !== null ? thrown : {};
  const status = statusOf(error);
  const detail = error.cause?.message ?? error.message;
  if (isUnspoken(status, error)) {
    return {
      kind: 'unavailable',
      title: 'The inventory does not answer here.',
      remedy:
        'Its backend is not part of this portal, or the address in between is wrong: ask the IT platform team.',
      detail,
    };
  }
  const known = status === undefined ? undefined : KINDS[status];
  if (known) {
    return { ...known, detail };
  }
  if (status === undefined && error.name === 'TypeError') {
    // fetch() reports every network failure as a bare TypeError.
    return {
      kind: 'unavailable',
      title: 'The portal’s server cannot be reached.',
      remedy: 'Check your connection, then try again.',
    };
  }
  if (status === 502 || status === 503 || status === 504) {
    return {
      kind: 'unavailable',
      title: 'The inventory is not available at the moment.',
      remedy: 'It may be starting. Try again in a few seconds.',
      detail,
    };
  }
  return {
    kind: 'other',
    title: 'The inventory could not answer.',
    remedy:
      'Try again; if it stays, give the message below to the IT platform team.',
    detail,
  };
}
