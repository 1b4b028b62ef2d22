import {
  HttpClient,
  HttpResponse,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { UnifiAccount } from '../config';
import { CONSOLE_PATHS, ConsoleKind } from './consoleKind';
import { cookiesOf } from './Session';
import { UnifiError } from './UnifiError';
import { explainAnswer } from './explainAnswer';

/** Statuses and codes by which a console asks for a second factor. Source: aiounifi, thib3113/unifi-client. */
const MFA_STATUS = 499;
const MFA_CODES = ['api.err.Ubic2faTokenRequired', 'MFA_AUTH_REQUIRED'];
const WRONG_PASSWORD = ['api.err.Invalid'];

const refusalSchema = z.object({
  meta: z.object({ rc: z.string(), msg: z.string().optional() }),
});

function isRefusal(body: unknown): boolean {
  return refusalSchema.safeParse(body).data?.meta.rc === 'error';
}

/** What a refused login means, for people. */
function explainRefusal(
  error: UnifiError,
  username: string,
  host: string,
): UnifiError {
  const { status, code = '' } = error;
  const as = (reason: UnifiError['reason'], message: string) =>
    new UnifiError(reason, message, status, code, error.retryAfterMs);
  if (status === MFA_STATUS || MFA_CODES.includes(code)) {
    return as(
      'unauthorized',
      `${host} asks the account ${username} for a second factor: use an API key, or a local account without one.`,
    );
  }
  if (status === 429) {
    return as(
      'rate-limited',
      `${host} refuses logins for a while (429): too many, and it counts good ones too. Let nothing else log in as ${username}, or use an API key.`,
    );
  }
  if (status === 403) {
    return as(
      'forbidden',
      `${host} refuses the login of ${username} (403): the account is not allowed, or there were too many logins and it does not say so.`,
    );
  }
  return error.reason === 'unauthorized' || WRONG_PASSWORD.includes(code)
    ? as(
        'unauthorized',
        `${host} does not accept the password of ${username} (${status}).`,
      )
    : error;
}

/**
 * Posts the credentials of an account: the only request that is no GET.
 *
 * @returns the answer, with the session in its cookies
 * @throws ConnectorError
 */
export async function logIn(
  client: HttpClient,
  options: {
    kind: ConsoleKind;
    account: UnifiAccount;
    signal: AbortSignal;
    deadlineMs: number;
    now: number;
  },
): Promise<HttpResponse> {
  const { kind, account, now, ...limits } = options;
  const { username, password } = account;
  const { login, cookie } = CONSOLE_PATHS[kind];
  const remember = kind === 'classic' ? 'remember' : 'rememberMe';
  // A session that is remembered lasts longer, and so needs fewer logins.
  const response = await client.logIn(
    { username, password, [remember]: true },
    limits,
  );
  const where = `${client.host}${login}`;
  const explain = () =>
    explainRefusal(
      explainAnswer(response, { where, secrets: [password], now }),
      username,
      client.host,
    );
  if (response.status !== 200) {
    throw explain();
  }
  if (isRefusal(parseJson(response.body, where))) {
    throw explain();
  }
  if (!cookiesOf(response).has(cookie)) {
    throw new UnifiError(
      'invalid-answer',
      `${where} accepted the login without giving a session: is this a UniFi console?`,
      response.status,
    );
  }
  return response;
}
