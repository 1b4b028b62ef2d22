import { NotFoundError } from '@backstage/errors';
import {
  acceptRemovalRequestSchema,
  itopsSourceAcceptRemovalPermission,
  itopsSourceReadPermission,
  itopsSourceRefreshPermission,
  refreshRequestSchema,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { sourceViews } from '../sources';
import { RouterOptions } from './RouterOptions';
import { parseBody, parseQuery, readQuery, runsQuery } from './requests';

/** Sources, their runs, "collect now", and the removal guard's decision. */
export function sourceRoutes(router: Router, options: RouterOptions): void {
  const { guard, reads, runs, passes, removals, runner, sites, audit } =
    options;

  /** @throws NotFoundError that names the sources there are */
  const known = (sourceId: string) => {
    const ids = [...new Set(passes.map(pass => pass.sourceId))];
    if (!ids.includes(sourceId)) {
      throw new NotFoundError(
        `No source ${sourceId} is configured; there are ${ids.join(', ')}`,
      );
    }
    return sourceId;
  };

  router.get('/sources', async (request, response) => {
    await guard.allow(request, itopsSourceReadPermission);
    const query = parseQuery(readQuery, request.query);
    const { view } = await reads.picture(query);
    response.json(
      sourceViews(view, {
        passes,
        runs: await runs.recent(passes, query.asOf),
        held: await removals.held(query.asOf),
        now: view.asOf ?? new Date(sites.now()).toISOString(),
      }),
    );
  });

  router.get('/sources/:id/runs', async (request, response) => {
    await guard.allow(request, itopsSourceReadPermission);
    const query = parseQuery(runsQuery, request.query);
    response.json(await runs.list(known(request.params.id), query));
  });

  router.post('/sources/:id/accept-removal', async (request, response) => {
    const caller = await guard.allowPerson(
      request,
      itopsSourceAcceptRemovalPermission,
    );
    const { reason } = parseBody(acceptRemovalRequestSchema, request.body);
    await removals.accept(known(request.params.id), reason, caller.actor);
    response.status(204).end();
  });

  router.post('/inventory/refresh', async (request, response) => {
    const caller = await guard.allow(request, itopsSourceRefreshPermission);
    const { sources } = parseBody(refreshRequestSchema, request.body);
    const answer = await runner.triggerNow(sources, caller);
    await audit.recordAlone({
      actor: caller.actor,
      action: 'source.refresh',
      subject: sources?.length === 1 ? `source:${sources[0]}` : 'source:*',
      outcome: 'success',
      details: {
        sources: sources ?? null,
        started: answer.started.length,
        running: answer.running.length,
      },
    });
    response.status(202).json(answer);
  });
}
