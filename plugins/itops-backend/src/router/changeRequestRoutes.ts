import {
  STEP_UP_HEADER,
  applyChangeRequestSchema,
  approveChangeRequestSchema,
  cancelChangeRequestSchema,
  createChangeRequestSchema,
  denyChangeRequestSchema,
  itopsChangeApplyPermission,
  itopsChangeApprovePermission,
  itopsChangeDestroyForeignPermission,
  itopsChangePlanPermission,
  itopsChangeReadPermission,
  itopsChangeSubmitPermission,
  settleChangeRequestSchema,
  submitChangeRequestSchema,
} from '@sankofa/plugin-itops-common';
import { InputError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import { z } from 'zod';
import { ChangePerson } from '../changes';
import { ChangeViewer, changeView, summaryOf } from '../changes/changeView';
import { Caller } from './Guard';
import { RouterOptions } from './RouterOptions';
import { etag, ifMatchVersion } from './preconditions';
import { oneOrMore, parseBody, parseQuery } from './requests';

const ROOT = '/change-requests';

const listQuery = z.object({
  list: z.enum(['mine', 'waiting', 'all']).default('all'),
  state: oneOrMore.optional(),
  verb: oneOrMore.optional(),
  source: oneOrMore.optional(),
  target: z.string().max(300).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Pages go on below the number of the last row. */
function numberOf(cursor: string | undefined): number | undefined {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
    throw new InputError('The cursor is none that was answered');
  }
  return cursor === undefined ? undefined : Number(cursor);
}

/**
 * Governed changes. Reading needs `itops.change.read`, each step its own permission and a
 * person; who may not approve because they asked or edited last is refused by the service
 * and by the database.
 */
export function changeRequestRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { changeRequests, guard } = options;
  const { service } = changeRequests;

  const viewer = async ({
    actor,
    credentials,
  }: Caller): Promise<ChangeViewer> => {
    const [mayPlan, maySubmit, mayApprove, mayApply] = await guard.may(
      credentials,
      itopsChangePlanPermission,
      itopsChangeSubmitPermission,
      itopsChangeApprovePermission,
      itopsChangeApplyPermission,
    );
    return { actor, mayPlan, maySubmit, mayApprove, mayApply };
  };

  const answer = async (response: Response, id: string, caller: Caller) => {
    const { store } = service;
    const change = await store.get(id);
    const [approvals, history, sent] = await Promise.all([
      store.approvals(id),
      store.history(id),
      store.sent(id),
    ]);
    const parts = { change, approvals, history, sent };
    response
      .set('ETag', etag(change.version))
      .json(changeView(parts, await viewer(caller)));
  };

  router.get(ROOT, async (request, response) => {
    const caller = await guard.allow(request, itopsChangeReadPermission);
    const query = parseQuery(listQuery, request.query);
    const { mayApply, mayApprove } = await viewer(caller);
    const filter = {
      ...(query.list === 'mine' && { requester: caller.actor }),
      ...(query.list === 'waiting' && {
        waitingFor: { person: caller.actor, mayApprove, mayApply },
      }),
      states: query.state,
      verbs: query.verb,
      sources: query.source,
      target: query.target,
      before: numberOf(query.cursor),
    };
    const { limit } = query;
    const rows = await service.store.list({ ...filter, limit: limit + 1 });
    const items = rows.slice(0, limit);
    response.json({
      items: items.map(summaryOf),
      ...(rows.length > limit && { nextCursor: `${items.at(-1)!.number}` }),
      total: await service.store.count({ ...filter, limit }),
    });
  });

  router.get(`${ROOT}/options`, async (request, response) => {
    await guard.allow(request, itopsChangeReadPermission);
    const { executors, settings, stepUp } = changeRequests;
    response.json({
      sources: executors.all.map(({ name, sourceId, title }) => ({
        sourceId,
        executor: name,
        title,
      })),
      policy: settings.policy,
      stepUp: stepUp.mode,
    });
  });

  router.get(`${ROOT}/:id`, async (request, response) => {
    const caller = await guard.allow(request, itopsChangeReadPermission);
    await answer(response, request.params.id, caller);
  });

  router.post(ROOT, async (request, response) => {
    const caller = await guard.allowPerson(
      request,
      itopsChangeReadPermission,
      itopsChangePlanPermission,
    );
    const body = parseBody(createChangeRequestSchema, request.body);
    const { id } = await service.create(body, caller.actor);
    response.status(201);
    await answer(response, id, caller);
  });

  stepRoutes(router, options, answer);
}

type Answer = (response: Response, id: string, caller: Caller) => Promise<void>;

/** What people do with one change. */
function stepRoutes(
  router: Router,
  { changeRequests, guard }: RouterOptions,
  answer: Answer,
): void {
  const { service } = changeRequests;

  const person = async (
    { actor, credentials }: Caller,
    request?: Request,
  ): Promise<ChangePerson> => {
    const [mayDestroyForeign] = await guard.may(
      credentials,
      itopsChangeDestroyForeignPermission,
    );
    const proof = request?.header(STEP_UP_HEADER);
    return { actor, credentials, mayDestroyForeign, proof };
  };

  const step = (
    verb: string,
    permission: Parameters<typeof guard.allowPerson>[1],
    act: (id: string, request: Request, caller: Caller) => Promise<unknown>,
  ) =>
    router.post(`${ROOT}/:id/${verb}`, async (request, response) => {
      const caller = await guard.allowPerson(
        request,
        itopsChangeReadPermission,
        permission,
      );
      const { id } = request.params;
      await act(id, request, caller);
      await answer(response, id, caller);
    });

  step('plan', itopsChangePlanPermission, async (id, request, caller) =>
    service.plan(id, ifMatchVersion(request), await person(caller)),
  );
  step('submit', itopsChangeSubmitPermission, async (id, { body }, caller) => {
    const { hash } = parseBody(submitChangeRequestSchema, body);
    return service.submit(id, hash, caller.actor);
  });
  step('approve', itopsChangeApprovePermission, async (id, request, caller) => {
    const { hash } = parseBody(approveChangeRequestSchema, request.body);
    return service.approve(id, hash, await person(caller, request));
  });
  step('deny', itopsChangeApprovePermission, async (id, { body }, caller) =>
    service.deny(id, parseBody(denyChangeRequestSchema, body), caller.actor),
  );
  step('cancel', itopsChangeSubmitPermission, async (id, request, caller) => {
    const { reason } = parseBody(cancelChangeRequestSchema, request.body);
    const seen = ifMatchVersion(request);
    return service.cancel(id, seen, reason, caller.actor);
  });
  step('apply', itopsChangeApplyPermission, async (id, request, caller) => {
    const { confirm } = parseBody(applyChangeRequestSchema, request.body);
    return service.apply(id, confirm, await person(caller, request));
  });
  step('settle', itopsChangeApplyPermission, async (id, request, caller) => {
    const settled = parseBody(settleChangeRequestSchema, request.body);
    const seen = ifMatchVersion(request);
    return service.settle(id, seen, settled, caller.actor);
  });
}
