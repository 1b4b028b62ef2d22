import {
  itopsFindingReadPermission,
  itopsFindingUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { findingById } from '../views/rows/findings';
import { RouterOptions } from './RouterOptions';
import { parseQuery, patchQuery } from './requests';

/**
 * The edit of a declared file for a finding. The answer holds text of that file,
 * which may be more than findings show: whoever may only read them gets none.
 */
export function patchRoutes(
  router: Router,
  { guard, reads, patches }: RouterOptions,
): void {
  router.get('/findings/:id/patch', async (request, response) => {
    await guard.allow(
      request,
      itopsFindingReadPermission,
      itopsFindingUpdatePermission,
    );
    const { into } = parseQuery(patchQuery, request.query);
    const picture = await reads.picture({});
    const finding = findingById(request.params.id, picture);
    const patch = await patches.patchFor(finding, picture.site, into);
    response.set('cache-control', 'no-store').json(patch);
  });
}
