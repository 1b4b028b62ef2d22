import {
  itopsAuditReadPermission,
  itopsSourceReadPermission,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { RouterOptions } from './RouterOptions';
import { auditQuery, parseQuery } from './requests';

/** Health of the backend and the audit trail. */
export function adminRoutes(
  router: Router,
  { guard, health, audit }: RouterOptions,
): void {
  router.get('/health', async (request, response) => {
    await guard.allow(request, itopsSourceReadPermission);
    const answer = await health.read();
    response.status(answer.database ? 200 : 503).json(answer);
  });

  router.get('/audit', async (request, response) => {
    await guard.allow(request, itopsAuditReadPermission);
    response.json(await audit.list(parseQuery(auditQuery, request.query)));
  });
}
