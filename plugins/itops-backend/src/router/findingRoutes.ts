import {
  Finding,
  acknowledgeRequestSchema,
  itopsFindingReadPermission,
  itopsFindingUpdatePermission,
  reopenRequestSchema,
  suppressRequestSchema,
} from '@sankofa/plugin-itops-common';
import { Response, Router } from 'express';
import { answerOf } from '../views/answer';
import { allOf, findingFilter } from '../views/filters';
import { concerning } from '../views/landing';
import { countBy } from '../views/overview';
import { refOf } from '../views/refs';
import { findingById, findingTable } from '../views/rows/findings';
import { RouterOptions } from './RouterOptions';
import { findingsQuery, parseBody, parseQuery, readQuery } from './requests';

/** Drift findings, and what people decide about them. */
export function findingRoutes(
  router: Router,
  { guard, reads, findings }: RouterOptions,
): void {
  router.get('/findings', async (request, response) => {
    await guard.allow(request, itopsFindingReadPermission);
    const query = parseQuery(findingsQuery, request.query);
    const picture = await reads.picture(query);
    const table = picture.derive(findingTable);
    const matches = allOf<Finding>([
      findingFilter(query),
      query.of === undefined
        ? undefined
        : concerning(refOf(query.of, picture.view), picture.view),
    ]);
    const all = table.all(query, matches);
    response.json({
      ...answerOf(picture),
      ...table.page(query, matches),
      counts: {
        byRule: countBy(all, ({ rule }) => rule),
        bySeverity: countBy(all, ({ severity }) => severity),
      },
    });
  });

  router.get('/findings/:id', async (request, response) => {
    await guard.allow(request, itopsFindingReadPermission);
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(findingById(request.params.id, picture));
  });

  /** The finding as it is after a decision. */
  const answerDecided = async (id: string, response: Response) => {
    response.json(findingById(id, await reads.picture({})));
  };

  router.post('/findings/:id/acknowledge', async (request, response) => {
    const caller = await guard.allowPerson(
      request,
      itopsFindingUpdatePermission,
    );
    const decision = parseBody(acknowledgeRequestSchema, request.body);
    await findings.acknowledge(request.params.id, decision, caller.actor);
    await answerDecided(request.params.id, response);
  });

  router.post('/findings/:id/suppress', async (request, response) => {
    const caller = await guard.allowPerson(
      request,
      itopsFindingUpdatePermission,
    );
    const decision = parseBody(suppressRequestSchema, request.body);
    await findings.suppress(request.params.id, decision, caller.actor);
    await answerDecided(request.params.id, response);
  });

  router.post('/findings/:id/reopen', async (request, response) => {
    const caller = await guard.allowPerson(
      request,
      itopsFindingUpdatePermission,
    );
    const decision = parseBody(reopenRequestSchema, request.body);
    await findings.reopen(request.params.id, decision, caller.actor);
    await answerDecided(request.params.id, response);
  });
}
