import { HttpResponse, excerpt, redact } from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';
import { z } from 'zod';
import { UnifiError } from './UnifiError';

/** The three shapes in which a console says what is wrong. */
const errorSchema = z.object({
  meta: z.object({ msg: z.string() }).optional().catch(undefined),
  errors: z.array(z.string()).optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** What the console calls the error, from any of its shapes; nothing when it says nothing we know. */
function codeOf(body: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined; // a page of a proxy in front: the status says enough
  }
  const { data } = errorSchema.safeParse(value);
  return data?.meta?.msg ?? data?.code ?? data?.errors?.[0] ?? data?.message;
}

/** The wait that an answer asks for: seconds or a date. */
export function retryAfterMs(
  { headers }: Pick<HttpResponse, 'headers'>,
  now: number,
): number | undefined {
  const text = headers['retry-after'];
  if (text === undefined) {
    return undefined;
  }
  const wait = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - now;
  // A day is longer than any pause we have met; more would be a mistake.
  return wait > 0 ? Math.min(wait, 86_400_000) : undefined;
}

/** Codes that mean: this session is no longer, or never was, one. */
const NO_SESSION = ['api.err.LoginRequired', 'api.err.Unauthorized'];
/** Codes that mean: known, and not allowed to see this. */
const NO_RIGHT = ['api.err.NoPermission', 'api.err.NoSiteContext'];

function reasonOf(status: number, code: string | undefined): ReasonCode {
  if (code && NO_RIGHT.includes(code)) {
    return 'forbidden';
  }
  if (status === 401 || (code && NO_SESSION.includes(code))) {
    return 'unauthorized';
  }
  if (status === 403) {
    return 'forbidden';
  }
  return status === 429 ? 'rate-limited' : 'http-error';
}

/**
 * The error in an answer that is none of the wanted ones.
 *
 * @param where - host and path
 * @param secrets - never part of the message
 */
export function explainAnswer(
  response: HttpResponse,
  options: { where: string; secrets: readonly string[]; now: number },
): UnifiError {
  const { status, body } = response;
  const { where, secrets, now } = options;
  const code = codeOf(body.slice(0, 10_000));
  const said = code ? `: ${excerpt(redact(code, secrets))}` : '';
  const reason = reasonOf(status, code);
  const told: Partial<Record<ReasonCode, string>> = {
    unauthorized: `${where} does not accept the credential (${status}${said}).`,
    forbidden:
      code === 'api.err.NoSiteContext'
        ? `${where}: there is no such site, or the credential may not see it (${status}${said}).`
        : `${where} may not be read with this credential (${status}${said}).`,
    'rate-limited': `${where} asks for a pause (${status}${said}).`,
  };
  return new UnifiError(
    reason,
    told[reason] ?? `${where} answered ${status}${said}.`,
    status,
    code,
    retryAfterMs(response, now),
  );
}
