import { HttpClient, HttpResponse } from '@sankofa/plugin-itops-node';

/** `unifi-os`: a console such as the UDM Pro; `classic`: a self-hosted controller. */
export type ConsoleKind = 'unifi-os' | 'classic';

/** Where things are on each kind. Source: aiounifi, Art-of-WiFi's API client. */
export const CONSOLE_PATHS: Record<
  ConsoleKind,
  { name: string; login: string; network: string; cookie: string }
> = {
  'unifi-os': {
    name: 'UniFi OS console',
    login: '/api/auth/login',
    network: '/proxy/network',
    cookie: 'TOKEN',
  },
  classic: {
    name: 'self-hosted controller',
    login: '/api/login',
    network: '',
    cookie: 'unifises',
  },
};

/** The start page is small; whatever is larger is none. */
const MAX_PAGE = 4 * 1024 * 1024;

/**
 * Asks which kind it is: a console shows its page, a self-hosted controller sends on to another.
 *
 * @returns the answer itself when it is neither
 * @throws ConnectorError when there is no answer
 */
export async function probeConsole(
  client: HttpClient,
  options: { signal: AbortSignal; deadlineMs: number },
): Promise<ConsoleKind | HttpResponse> {
  const response = await client.get('/', {
    ...options,
    headers: { accept: 'text/html, */*' },
    maxBytes: MAX_PAGE,
    redirect: 'answer',
  });
  if (response.status === 200) {
    return 'unifi-os';
  }
  return response.status > 300 && response.status < 400 ? 'classic' : response;
}
