import {
  ObservedPortRecord,
  itopsInventoryReadPermission,
  itopsPortReadPermission,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { z } from 'zod';
import { answerOf } from '../views/answer';
import { allOf, oneOf } from '../views/filters';
import { countBy } from '../views/overview';
import { ObservedPorts } from '../ports/ObservedPorts';
import { RouterOptions } from './RouterOptions';
import { oneOrMore, pageQuery, parseQuery } from './requests';

/** Records have no past, so there is no `asOf`. */
const observedQuery = pageQuery.omit({ asOf: true }).extend({
  device: oneOrMore.optional(),
  verdict: oneOrMore.optional(),
});

function observedFilter(query: z.output<typeof observedQuery>) {
  return allOf<ObservedPortRecord>([
    oneOf(query.device, ({ device }) => device),
    oneOf(query.verdict, ({ verdict }) => verdict),
  ]);
}

/** What people wrote down against what is seen, port by port: shown, never settled. */
export function observedPortRoutes(
  router: Router,
  { guard, reads, portRecords }: RouterOptions,
): void {
  const observed = ObservedPorts.create();

  router.get('/port-records/observed', async (request, response) => {
    await guard.allow(
      request,
      itopsPortReadPermission,
      itopsInventoryReadPermission,
    );
    const query = parseQuery(observedQuery, request.query);
    const picture = await reads.picture({ require: query.require });
    const table = observed.table(await portRecords.book(), picture.site);
    const matches = observedFilter(query);
    response.json({
      ...answerOf(picture),
      ...table.page(query, matches),
      counts: {
        byVerdict: countBy(table.all(query, matches), ({ verdict }) => verdict),
      },
    });
  });
}
