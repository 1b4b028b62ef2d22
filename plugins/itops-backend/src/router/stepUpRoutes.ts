import { InputError, NotAllowedError } from '@backstage/errors';
import {
  STEP_UP_HEADER,
  StepUpMessage,
  itopsChangeApplyPermission,
  itopsChangeApprovePermission,
  stepUpActions,
  stepUpRequestSchema,
} from '@sankofa/plugin-itops-common';
import { NextFunction, Request, Response, Router } from 'express';
import {
  ANSWER_HEADERS,
  STEP_UP_CALLBACK,
  STEP_UP_PATH,
  STEP_UP_START,
  StepUpDoor,
  answerPage,
} from '../stepUp';
import { RouterOptions } from './RouterOptions';
import {
  parseBody,
  parseQuery,
  stepUpCallbackQuery,
  stepUpStartQuery,
} from './requests';

const COOKIE = 'itops-step-up';
const FIVE_MINUTES_MS = 300_000;

const permissionFor = {
  approve: itopsChangeApprovePermission,
  apply: itopsChangeApplyPermission,
} as const;

/**
 * People confirm who they are before they approve or apply. The two pages are for a
 * window without a token: what lets it in is the ticket, and then the cookie.
 */
export function stepUpRoutes(
  router: Router,
  { guard, stepUp }: RouterOptions,
): void {
  const door = (): StepUpDoor => {
    if (!stepUp) {
      throw new NotAllowedError(
        'Nobody can confirm anything here: auth.providers.oidc names no identity provider',
      );
    }
    return stepUp;
  };

  for (const action of stepUpActions) {
    router.post(
      `/change-requests/:id/step-up/${action}`,
      async (request, response) => {
        const { actor: person } = await guard.allowPerson(
          request,
          permissionFor[action],
        );
        const { hash } = parseBody(stepUpRequestSchema, request.body);
        const { service, apiUrl } = door();
        const { ticket, expiresAt } = await service.ask({
          changeId: request.params.id,
          hash,
          action,
          person,
        });
        response.status(201).json({
          address: `${await apiUrl()}${STEP_UP_START}?ticket=${ticket}`,
          expiresAt: expiresAt.toISOString(),
        });
      },
    );
  }

  router.get(STEP_UP_START, async (request, response) => {
    const { ticket } = parseQuery(stepUpStartQuery, request.query);
    const { service, apiUrl } = door();
    const { address, browserSecret } = await service.begin(ticket);
    response
      .cookie(COOKIE, browserSecret, {
        ...cookieOf(await apiUrl()),
        maxAge: FIVE_MINUTES_MS,
      })
      .set(ANSWER_HEADERS)
      .redirect(302, address);
  });

  router.get(STEP_UP_CALLBACK, async (request, response) => {
    const parameters = parseQuery(stepUpCallbackQuery, request.query);
    const { service, apiUrl, portal } = door();
    response.clearCookie(COOKIE, cookieOf(await apiUrl()));
    const proven = await service.finish(cookieIn(request), parameters);
    response
      .set(ANSWER_HEADERS)
      .send(
        answerPage(
          { type: STEP_UP_HEADER, outcome: 'confirmed', ...proven },
          portal,
        ),
      );
  });

  // A person looks at these two: their refusals are pages, too.
  router.use(
    STEP_UP_PATH,
    (error: Error, _: Request, response: Response, next: NextFunction) => {
      if (!stepUp || response.headersSent) {
        next(error);
        return;
      }
      const refused: StepUpMessage = {
        type: STEP_UP_HEADER,
        outcome: 'refused',
        message: error.message,
      };
      response
        .status(statusOf(error))
        .set(ANSWER_HEADERS)
        .send(answerPage(refused, stepUp.portal));
    },
  );
}

/** Lax: it has to come along when the provider sends the window back. */
function cookieOf(apiUrl: string) {
  const { pathname, protocol } = new URL(apiUrl);
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: protocol === 'https:',
    path: `${pathname}${STEP_UP_CALLBACK}`,
  };
}

function cookieIn(request: Request): string | undefined {
  return (request.headers.cookie ?? '')
    .split(';')
    .map(pair => pair.trim().split('='))
    .find(([name]) => name === COOKIE)?.[1];
}

function statusOf(error: Error): number {
  if (error instanceof InputError) {
    return 400;
  }
  return error instanceof NotAllowedError ? 403 : 503;
}
