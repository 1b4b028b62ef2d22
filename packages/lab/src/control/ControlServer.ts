import { once } from 'node:events';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import net from 'node:net';
import { timingSafeEqual } from 'node:crypto';
import { ControlRequest, ControlRoutes } from './controlRoutes';

const MAX_BODY = 64 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_BODY) {
      throw new Error(`The body is larger than ${MAX_BODY} bytes.`);
    }
  }
  return body;
}

function sameToken(given: string | undefined, wanted: string): boolean {
  const left = Buffer.from(given ?? '');
  const right = Buffer.from(`Bearer ${wanted}`);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * A small HTTP endpoint on loopback to make things go wrong and happen. It needs
 * the token that the lab prints: a page in somebody's browser must not reach it.
 */
export class ControlServer {
  private constructor(private readonly server: http.Server) {}

  static async start(options: {
    port: number;
    token: string;
    routes: ControlRoutes;
  }): Promise<ControlServer> {
    const answer = async (
      request: IncomingMessage,
      response: ServerResponse,
    ) => {
      const say = (status: number, body: unknown) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(`${JSON.stringify(body, undefined, 2)}\n`);
      };
      if (!sameToken(request.headers.authorization, options.token)) {
        say(401, {
          error: 'Send the token that the lab printed: Authorization: Bearer …',
        });
        return;
      }
      const call: ControlRequest = {
        method: request.method ?? 'GET',
        path: new URL(request.url ?? '/', 'http://lab').pathname,
        body: await readBody(request),
      };
      const { status, body } = await options.routes.answer(call);
      say(status, body);
    };
    const server = http.createServer((request, response) => {
      answer(request, response).catch(error => {
        response.writeHead(500).end(`${error}\n`);
      });
    });
    const listen = async (port: number) => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    };
    await listen(options.port).catch(error => {
      if (error.code !== 'EADDRINUSE') {
        throw error;
      }
      return listen(0);
    });
    return new ControlServer(server);
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
