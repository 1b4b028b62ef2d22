import { NotFoundError } from '@backstage/errors';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { RouterOptions } from './RouterOptions';
import { adminRoutes } from './adminRoutes';
import { capacityRoutes } from './capacityRoutes';
import { changeRequestRoutes } from './changeRequestRoutes';
import { findingRoutes } from './findingRoutes';
import { inventoryRoutes } from './inventoryRoutes';
import { ipamImportRoutes } from './ipamImportRoutes';
import { ipamRoutes } from './ipamRoutes';
import { patchRoutes } from './patchRoutes';
import { portmapRoutes } from './portmapRoutes';
import { observedPortRoutes } from './observedPortRoutes';
import { portImportRoutes } from './portImportRoutes';
import { portRecordRoutes } from './portRecordRoutes';
import { siteRoutes } from './siteRoutes';
import { sourceRoutes } from './sourceRoutes';
import { stepUpRoutes } from './stepUpRoutes';
import { vlanPlanRoutes } from './vlanPlanRoutes';

/** No other request of this API carries more than a few reasons and names. */
const MAX_BODY = '64kb';

/** The HTTP API under `/api/itops/v1`. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  portImportRoutes(router, options);
  ipamImportRoutes(router, options);
  router.use(express.json({ limit: MAX_BODY }));
  adminRoutes(router, options);
  siteRoutes(router, options);
  inventoryRoutes(router, options);
  portmapRoutes(router, options);
  capacityRoutes(router, options);
  findingRoutes(router, options);
  patchRoutes(router, options);
  sourceRoutes(router, options);
  portRecordRoutes(router, options);
  observedPortRoutes(router, options);
  vlanPlanRoutes(router, options);
  ipamRoutes(router, options);
  changeRequestRoutes(router, options);
  stepUpRoutes(router, options);
  router.use(request => {
    throw new NotFoundError(
      `This API has no ${request.method} ${request.baseUrl}${request.path}`,
    );
  });
  const versioned = PromiseRouter();
  versioned.use('/v1', router);
  return versioned;
}
