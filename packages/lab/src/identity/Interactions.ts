import { randomInt } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { choosePersonPage, problemPage, secondFactorPage } from './pages';
import { LabPerson, labPeople } from './people';

const MAX_BODY_BYTES = 4_096;
const PATH = /^\/interaction\/[\w-]+$/;

interface Attempt {
  person: LabPerson;
  code: string;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) {
      throw new Error('the form is too large');
    }
  }
  return new URLSearchParams(text);
}

/** The pages between the portal's question and the provider's answer. */
export class Interactions {
  private readonly attempts = new Map<string, Attempt>();

  private constructor(private readonly provider: Provider) {}

  static create(provider: Provider): Interactions {
    return new Interactions(provider);
  }

  /** @returns false where the request is none of these pages */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const { pathname } = new URL(request.url ?? '/', 'http://provider');
    if (!PATH.test(pathname)) {
      return false;
    }
    try {
      const { uid } = await this.provider.interactionDetails(request, response);
      if (request.method === 'POST') {
        await this.step({ uid, pathname }, request, response);
      } else {
        send(response, choosePersonPage(pathname, labPeople));
      }
    } catch (error) {
      send(
        response,
        problemPage(
          `${
            error instanceof Error ? error.message : error
          }. Close this window and sign in again.`,
        ),
        400,
      );
    }
    return true;
  }

  private async step(
    { uid, pathname }: { uid: string; pathname: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = await formOf(request);
    const chosen = labPeople.find(
      ({ subject }) => subject === form.get('person'),
    );
    const attempt = chosen
      ? { person: chosen, code: String(randomInt(100_000, 1_000_000)) }
      : this.attempts.get(uid);
    if (!attempt) {
      send(response, choosePersonPage(pathname, labPeople));
      return;
    }
    this.attempts.set(uid, attempt);
    const skips = form.get('step') === 'skip';
    const confirms =
      form.get('code')?.replaceAll(' ', '') === attempt.code && !skips;
    if (!skips && !confirms) {
      send(
        response,
        secondFactorPage({
          action: pathname,
          ...attempt,
          wrong: form.has('code'),
        }),
      );
      return;
    }
    this.attempts.delete(uid);
    const ago = Number(form.get('ago') ?? 0);
    await this.provider.interactionFinished(request, response, {
      login: {
        accountId: attempt.person.subject,
        acr: confirms ? '2' : '1',
        amr: confirms ? ['pwd', 'otp'] : ['pwd'],
        remember: false,
        // As a provider that answers from an old session, whatever it was asked.
        ...(ago > 0 && { ts: Math.floor(Date.now() / 1000) - ago }),
      },
    });
  }
}

function send(response: ServerResponse, html: string, status = 200): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    .end(html);
}
