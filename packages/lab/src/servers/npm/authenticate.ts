import { IncomingMessage } from 'node:http';
import { LabProxyDialect } from '../../world/edge';
import { ProxyAccount } from './accounts';
import { Answer, failed } from './Answer';
import { Sessions } from './Sessions';
import { denied } from './answerQuestion';

export const COOKIE = '__Host-Http-token';

function tokenOf(request: IncomingMessage, dialect: LabProxyDialect) {
  if (dialect === 'npm') {
    return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  }
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  const mine = cookies.find(cookie => cookie.startsWith(`${COOKIE}=`));
  return mine && /^s%3A(.+)$/.exec(mine.slice(COOKIE.length + 1))?.[1];
}

/**
 * Who asks, or the answer to somebody who may not. NPM has a status of its own for every way
 * of not being logged in; NPMplus has one for all.
 */
export function authenticate(
  request: IncomingMessage,
  path: string,
  options: { dialect: LabProxyDialect; sessions: Sessions<ProxyAccount> },
): { account: ProxyAccount } | { refusal: Answer } {
  const { dialect, sessions } = options;
  const token = tokenOf(request, dialect);
  const session = token === undefined ? undefined : sessions.read(token);
  if (session?.state === 'valid') {
    return { account: session.account };
  }
  if (dialect === 'npmplus' || session === undefined) {
    return { refusal: denied(dialect, path) };
  }
  return {
    refusal:
      session.state === 'expired'
        ? failed(400, 'Token has expired')
        : failed(500, 'Internal Error'),
  };
}

/** NPMplus answers no page of another origin. */
export function foreignOrigin(request: IncomingMessage): string | undefined {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `https://${host}`) {
    return 'Rejected Origin.';
  }
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin'
    ? undefined
    : 'Rejected Sec-Fetch-Site Value.';
}
