import { InputError } from '@backstage/errors';
import {
  consolidationRequestSchema,
  itopsInventoryReadPermission,
  nodeEntityName,
  placementRequestSchema,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import {
  GuestCapacity,
  adviseConsolidation,
  advisePlacement,
  compareHardware,
} from '@sankofa/site-model';
import { Router } from 'express';
import { z } from 'zod';
import { answerOf } from '../views/answer';
import { allOf, oneOf } from '../views/filters';
import {
  guestCapacityRow,
  guestCapacityTable,
  nodeCapacityRow,
  windowView,
  windowed,
} from '../views/rows/capacity';
import { RouterOptions } from './RouterOptions';
import {
  flag,
  moment,
  oneOrMore,
  pageQuery,
  parseBody,
  parseQuery,
  readQuery,
} from './requests';

/** Measurements speak about the present only. */
const presentQuery = readQuery.omit({ asOf: true });

const guestsQuery = pageQuery.omit({ asOf: true }).extend({
  source: oneOrMore.optional(),
  node: oneOrMore.optional(),
  activity: oneOrMore.optional(),
  oversized: flag.optional(),
  template: flag.optional(),
});

const DAY_MS = 86_400_000;
/** A series of fine steps over a longer time is more than a picture can show. */
const MAX_SERIES_DAYS = 31;

const seriesQuery = presentQuery.extend({
  source: z.string().max(100),
  subject: z
    .string()
    .max(200)
    .regex(/^(?:node|guest|storage):./, 'is node:…, guest:… or storage:…'),
  from: moment.optional(),
  to: moment.optional(),
});

function guestFilter(query: z.output<typeof guestsQuery>) {
  const { oversized, template } = query;
  return allOf<GuestCapacity>([
    oneOf(query.source, guest => guest.sourceId),
    oneOf(query.node, guest => guest.node),
    oneOf(query.activity, guest => guest.activity),
    oversized === undefined
      ? undefined
      : guest => guest.oversized.length > 0 === oversized,
    template === undefined ? undefined : guest => guest.template === template,
  ]);
}

function seriesWindow(query: z.output<typeof seriesQuery>, at: string) {
  const to = Date.parse(query.to ?? at);
  const from =
    query.from === undefined ? to - 7 * DAY_MS : Date.parse(query.from);
  if (from >= to || to - from > MAX_SERIES_DAYS * DAY_MS) {
    throw new InputError(
      `from and to are a stretch of at most ${MAX_SERIES_DAYS} days`,
    );
  }
  return { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
}

/**
 * What there is, given out and used, and advice where new guests could go. All of it
 * only looks: advice is an answer and changes nothing.
 */
export function capacityRoutes(
  router: Router,
  { guard, reads, capacity }: RouterOptions,
): void {
  router.get('/capacity/nodes', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const picture = await reads.picture(
      parseQuery(presentQuery, request.query),
    );
    const known = await capacity.of(picture.view);
    response.json({
      ...answerOf(picture),
      ...windowed(known),
      policy: known.policy,
      items: known.nodes.map(nodeCapacityRow),
    });
  });

  router.get('/capacity/guests', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(guestsQuery, request.query);
    const picture = await reads.picture(query);
    const known = await capacity.of(picture.view);
    const page = guestCapacityTable(known).page(query, guestFilter(query));
    response.json({
      ...answerOf(picture),
      ...windowed(known),
      ...page,
      items: page.items.map(guestCapacityRow),
    });
  });

  router.get('/capacity/storages', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const picture = await reads.picture(
      parseQuery(presentQuery, request.query),
    );
    const known = await capacity.of(picture.view);
    response.json({
      ...answerOf(picture),
      ...windowed(known),
      items: known.storages,
    });
  });

  router.get('/capacity/series', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(seriesQuery, request.query);
    const picture = await reads.picture(query);
    const window = seriesWindow(query, picture.site.at);
    const { source: sourceId, subject } = query;
    const series = await capacity.series(
      picture.view,
      { sourceId, subject },
      window,
    );
    response.json({
      ...answerOf(picture),
      sourceId,
      subject,
      window: windowView(window),
      limits: series.limits,
      points: series.points.map(({ at, ...point }) => ({
        at: new Date(at * 1000).toISOString(),
        ...point,
      })),
    });
  });

  router.get('/capacity/hardware', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    // Hardware is a fact: it is also known of moments of the past.
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    const { nodes, unknownNodes } = compareHardware(picture.site);
    response.json({
      ...answerOf(picture),
      items: nodes.map(node => ({
        ...node,
        entityRef: resourceRef(nodeEntityName(node.sourceId, node.name)),
      })),
      unknownNodes,
    });
  });

  // POST because a request is no address: both only read.
  router.post('/capacity/placement', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const picture = await reads.picture(
      parseQuery(presentQuery, request.query),
    );
    const wanted = parseBody(placementRequestSchema, request.body);
    const known = await capacity.of(picture.view);
    response.json({
      ...answerOf(picture),
      ...advisePlacement(picture.site, known, wanted),
    });
  });

  router.post('/capacity/consolidation', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const picture = await reads.picture(
      parseQuery(presentQuery, request.query),
    );
    const wanted = parseBody(consolidationRequestSchema, request.body);
    const known = await capacity.of(picture.view);
    response.json({
      ...answerOf(picture),
      ...adviseConsolidation(picture.site, known, wanted),
    });
  });
}
