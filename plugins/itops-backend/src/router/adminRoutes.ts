import { InputError } from '@backstage/errors';
import {
  itopsAuditReadPermission,
  itopsSourceReadPermission,
} from '@sankofa/plugin-itops-common';
import { Seal, parseAnchor } from '@sankofa/plugin-itops-node';
import { Router } from 'express';
import { pipeline } from 'node:stream/promises';
import { exportLedger } from '../audit';
import { RouterOptions } from './RouterOptions';
import { auditQuery, ledgerQuery, parseQuery } from './requests';

/** Health of the backend and the audit trail. */
export function adminRoutes(
  router: Router,
  { guard, health, audit, ledger }: RouterOptions,
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

  router.get('/audit/verify', async (request, response) => {
    await guard.allow(request, itopsAuditReadPermission);
    const { anchor } = parseQuery(ledgerQuery, request.query);
    response.json(await ledger.verify((anchor ?? []).map(sealOf)));
  });

  router.get('/audit/export', async (request, response) => {
    const { actor } = await guard.allow(request, itopsAuditReadPermission);
    await ledger.sealPending();
    const head = await ledger.head();
    // The seal that leaves the house is written down here as well.
    await audit.recordAlone({
      actor,
      action: 'audit.export',
      subject: 'audit',
      outcome: 'success',
      details: { seal: head?.number ?? null, hash: head?.hash ?? null },
    });
    response.attachment('audit.jsonl').type('application/jsonl; charset=utf-8');
    await pipeline(exportLedger(ledger, new Date()), response);
  });
}

function sealOf(text: string): Seal {
  const seal = parseAnchor(text);
  if (!seal) {
    throw new InputError(
      `'${text.slice(
        0,
        100,
      )}' is no anchor; one is the number of a seal, a colon and its hash`,
    );
  }
  return seal;
}
