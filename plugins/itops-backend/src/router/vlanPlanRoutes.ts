import {
  acknowledgeWaveRequestSchema,
  itopsInventoryReadPermission,
  itopsVlanPlanReadPermission,
  itopsVlanPlanUpdatePermission,
  itopsVlanPlanWaivePermission,
  requestWaiverSchema,
  simulateMovesRequestSchema,
  verifyWaveRequestSchema,
} from '@sankofa/plugin-itops-common';
import { Response, Router } from 'express';
import { answerOf } from '../views/answer';
import { simulationAnswer } from '../vlans/simulationAnswer';
import { workloadFilter, workloadTable } from '../vlans/workloadTable';
import { RouterOptions } from './RouterOptions';
import {
  oneOrMore,
  pageQuery,
  parseBody,
  parseQuery,
  readQuery,
} from './requests';

const workloadsQuery = pageQuery.extend({
  wave: oneOrMore.optional(),
  state: oneOrMore.optional(),
  owner: oneOrMore.optional(),
  kind: oneOrMore.optional(),
  node: oneOrMore.optional(),
});

/**
 * The VLAN plan. Reading needs `itops.vlan-plan.read`; whatever names host names
 * needs `itops.inventory.read`, too. Decisions are people's: `itops.vlan-plan.update`
 * acknowledges and verifies, `itops.vlan-plan.waive` asks for waivers and approves
 * those of others.
 */
export function vlanPlanRoutes(router: Router, options: RouterOptions): void {
  const { guard, reads, vlanPlan } = options;

  router.get('/vlan-plan', async (request, response) => {
    await guard.allow(request, itopsVlanPlanReadPermission);
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(await vlanPlan.board(picture));
  });

  router.get('/vlan-plan/workloads', async (request, response) => {
    await guard.allow(request, itopsVlanPlanReadPermission);
    const query = parseQuery(workloadsQuery, request.query);
    const picture = await reads.picture(query);
    const table = workloadTable(await vlanPlan.workloads(picture));
    response.json({
      ...answerOf(picture),
      ...table.page(query, workloadFilter(query)),
    });
  });

  router.post('/vlan-plan/simulate', async (request, response) => {
    await guard.allow(
      request,
      itopsVlanPlanReadPermission,
      itopsInventoryReadPermission,
    );
    const moves = parseBody(simulateMovesRequestSchema, request.body);
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    response.json(simulationAnswer(picture, vlanPlan.simulate(picture, moves)));
  });

  router.get('/vlan-plan/waves/:wave/simulate', async (request, response) => {
    await guard.allow(
      request,
      itopsVlanPlanReadPermission,
      itopsInventoryReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    const { wave } = request.params;
    const simulation = await vlanPlan.simulateWave(picture, wave);
    response.json(simulationAnswer(picture, simulation));
  });

  router.get('/vlan-plan/waves/:wave/runbook', async (request, response) => {
    await guard.allow(
      request,
      itopsVlanPlanReadPermission,
      itopsInventoryReadPermission,
    );
    const picture = await reads.picture(parseQuery(readQuery, request.query));
    const text = await vlanPlan.runbook(picture, request.params.wave);
    response.type('text/markdown').send(text);
  });

  decisionRoutes(router, options);
}

/** What people decide. The present counts, never a moment of the past. */
function decisionRoutes(
  router: Router,
  { guard, reads, vlanPlan }: RouterOptions,
): void {
  const answerBoard = async (response: Response) => {
    response.json(await vlanPlan.board(await reads.picture({})));
  };

  router.post(
    '/vlan-plan/waves/:wave/acknowledge',
    async (request, response) => {
      const { actor } = await guard.allowPerson(
        request,
        itopsVlanPlanUpdatePermission,
      );
      const body = parseBody(acknowledgeWaveRequestSchema, request.body);
      const picture = await reads.picture({});
      await vlanPlan.acknowledge(picture, request.params.wave, body, actor);
      await answerBoard(response);
    },
  );

  router.post('/vlan-plan/waves/:wave/verify', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsVlanPlanUpdatePermission,
    );
    const body = parseBody(verifyWaveRequestSchema, request.body);
    const picture = await reads.picture({});
    await vlanPlan.verify(picture, request.params.wave, body, actor);
    await answerBoard(response);
  });

  router.post('/vlan-plan/waves/:wave/waivers', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsVlanPlanWaivePermission,
    );
    const body = parseBody(requestWaiverSchema, request.body);
    const picture = await reads.picture({});
    const { wave } = request.params;
    response
      .status(201)
      .json(await vlanPlan.requestWaiver(picture, wave, body, actor));
  });

  router.post('/vlan-plan/waivers/:id/approve', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsVlanPlanWaivePermission,
    );
    const picture = await reads.picture({});
    response.json(
      await vlanPlan.approveWaiver(picture, request.params.id, actor),
    );
  });

  router.post('/vlan-plan/waivers/:id/withdraw', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsVlanPlanWaivePermission,
    );
    const picture = await reads.picture({});
    response.json(
      await vlanPlan.withdrawWaiver(picture, request.params.id, actor),
    );
  });
}
