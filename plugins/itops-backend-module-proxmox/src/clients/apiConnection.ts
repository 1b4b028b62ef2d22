import {
  HttpClientOptions,
  HttpResponse,
  excerpt,
  loadTls,
} from '@sankofa/plugin-itops-node';
import { EndpointConfig } from '../config';

/** Host and port of an endpoint, for messages. */
export function hostOf({ url }: EndpointConfig): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '443'}`;
}

/** `USER@REALM!ID` of a token: it is no secret, and names the token in messages. */
export function tokenIdOf(token: string): string {
  return token.slice(0, token.indexOf('='));
}

/**
 * How one member's API is reached with a token.
 *
 * @throws ConnectorError when the CA file cannot be read
 */
export async function apiConnection(
  endpoint: EndpointConfig,
  token: string,
): Promise<HttpClientOptions> {
  return {
    baseUrl: `${endpoint.url.replace(/\/+$/, '')}/api2/json`,
    tls: await loadTls(endpoint, hostOf(endpoint)),
    headers: { authorization: `PVEAPIToken=${token}` },
  };
}

/** What Proxmox says: in the reason phrase, since 8.4 also in the body; 401 and 595 have no body. */
export function errorText({ statusText, body }: HttpResponse): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(
    body.slice(0, 10_000),
  );
  return excerpt(statusText || message?.[1].replace(/\\n/g, ' ') || '');
}
