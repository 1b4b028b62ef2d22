import {
  itopsFindingReadPermission,
  itopsInventoryReadPermission,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { answerOf } from '../views/answer';
import { countBy } from '../views/overview';
import { isKnown, pathsOver } from '../views/landing';
import { refOf, titleOf } from '../views/refs';
import {
  pathChanges,
  pathFilter,
  pathRow,
  pathTable,
} from '../views/rows/paths';
import { forwardRows, switchViews } from '../views/rows/ports';
import { RouterOptions } from './RouterOptions';
import {
  changesQuery,
  parseQuery,
  pathsQuery,
  portsQuery,
  readQuery,
  reverseQuery,
} from './requests';

/** Paths that are written out where there are no pages; the total counts all. */
const MAX_PATHS = 500;

/** From public host names to switch ports and back; switches and forwards. */
export function portmapRoutes(
  router: Router,
  { guard, reads }: RouterOptions,
): void {
  router.get('/portmap/joined', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(pathsQuery, request.query);
    const picture = await reads.picture(query);
    const { view } = picture;
    const table = view.derive(pathTable);
    const page = table.page(query, pathFilter(query));
    // The counts are the choices of the status filter: it must not narrow them.
    const { status, ...others } = query;
    response.json({
      ...answerOf(picture),
      ...page,
      items: page.items.map(path => pathRow(path, view)),
      counts: {
        byStatus: countBy(
          table.all(others, pathFilter(others)),
          path => path.status,
        ),
      },
    });
  });

  router.get('/portmap/reverse', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(reverseQuery, request.query);
    const picture = await reads.picture(query);
    const { view } = picture;
    const ref = refOf(query.ref, view);
    const paths = pathsOver(ref, view);
    response.json({
      ...answerOf(picture),
      ref,
      title: titleOf(ref, view).title,
      known: isKnown(ref, view),
      items: paths.slice(0, MAX_PATHS).map(path => pathRow(path, view)),
      total: paths.length,
    });
  });

  router.get('/portmap/changes', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(changesQuery, request.query);
    const before = await reads.picture({ asOf: query.since });
    const after = await reads.picture(query);
    const changes = pathChanges(before.view, after.view);
    response.json({
      ...answerOf(after),
      since: query.since,
      items: changes.slice(0, MAX_PATHS),
      total: changes.length,
    });
  });

  router.get('/ports', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const query = parseQuery(portsQuery, request.query);
    const picture = await reads.picture(query);
    const wanted = query.switch;
    response.json({
      ...answerOf(picture),
      items: picture
        .derive(switchViews)
        .filter(({ id }) => !wanted || wanted.includes(id)),
    });
  });

  router.get('/forwards', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json({
      ...answerOf(picture),
      items: picture.derive(forwardRows),
    });
  });
}
