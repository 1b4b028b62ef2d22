import {
  itopsFindingReadPermission,
  itopsInventoryReadPermission,
} from '@sankofa/plugin-itops-common';
import { driftReport, liveInventory } from '@sankofa/site-model';
import { Router } from 'express';
import { SiteView } from '../site';
import { answerOf } from '../views/answer';
import { changeOf } from '../views/changes';
import { overview } from '../views/overview';
import { search } from '../views/search';
import { siteEtag, siteInventory } from '../views/siteInventory';
import { RouterOptions } from './RouterOptions';
import { changesQuery, parseQuery, readQuery, searchQuery } from './requests';

/** Changes that are written out; the total counts the others. */
const MAX_CHANGES = 500;

// Documents of the whole site are large: they are written once for each site.
const liveText = ({ site }: SiteView) => JSON.stringify(liveInventory(site));
const driftText = ({ site, verdicts }: SiteView) =>
  JSON.stringify(driftReport(site, verdicts));
const siteText = (view: SiteView) => JSON.stringify(view.derive(siteInventory));

/** Answers about the whole site. */
export function siteRoutes(
  router: Router,
  { guard, reads, changes }: RouterOptions,
): void {
  router.get('/overview', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(picture.derive(overview));
  });

  router.get('/search', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const query = parseQuery(searchQuery, request.query);
    response.json(search(query.q, await reads.picture(query)));
  });

  router.get('/inventory/live', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const { view } = await reads.picture(parseQuery(readQuery, request.query));
    response.type('json').send(view.derive(liveText));
  });

  router.get('/inventory/drift', async (request, response) => {
    await guard.allow(
      request,
      itopsInventoryReadPermission,
      itopsFindingReadPermission,
    );
    const { view } = await reads.picture(parseQuery(readQuery, request.query));
    response.type('json').send(view.derive(driftText));
  });

  router.get('/inventory/site', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const { view } = await reads.picture(parseQuery(readQuery, request.query));
    const etag = view.derive(siteEtag);
    response.set('ETag', etag);
    if (request.get('if-none-match') === etag) {
      response.status(304).end();
    } else {
      response.type('json').send(view.derive(siteText));
    }
  });

  router.get('/inventory/changes', async (request, response) => {
    await guard.allow(request, itopsInventoryReadPermission);
    const query = parseQuery(changesQuery, request.query);
    const picture = await reads.picture(query);
    const found = await changes.readChanges({
      since: query.since,
      until: picture.site.at,
      sourceIds: picture.site.sources.map(({ sourceId }) => sourceId),
      limit: MAX_CHANGES,
    });
    response.json({
      ...answerOf(picture),
      since: query.since,
      items: found.changes.map(changeOf),
      total: found.total,
    });
  });
}
