import {
  itopsInventoryReadPermission,
  itopsVlanPlanReadPermission,
} from '@sankofa/plugin-itops-common';
import { MoveSimulation } from '@sankofa/site-model';
import { VlanPlanService } from '../vlans';
import { simulationAnswer } from '../vlans/simulationAnswer';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import {
  freshnessOf,
  freshnessOutput,
  readInput,
  readQueryOf,
} from './answers';
import { guestNamed } from './things';

/** Host names that are written out; the counts count the others. */
const MAX_HOSTNAMES = 200;

/** What breaks if a guest moves into another VLAN now. */
export function registerSimulateVlanMove(
  options: ActionOptions & { vlanPlan: VlanPlanService },
): void {
  const { actionsRegistry, guard, reads, vlanPlan } = options;
  actionsRegistry.register({
    name: 'simulate-vlan-move',
    title: 'What breaks if it moves?',
    description:
      'Foretells what happens to every public host name when a guest moves into another VLAN now: kept, broken or unknown with the reason, whom it concerns, the switch ports that lack the VLAN, and the rows, forwards and lines of files to edit. Nothing is changed. ' +
      'The answer is what was collected last, see `sources`.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          guest: z
            .string()
            .min(1)
            .max(300)
            .describe('A VMID, a name of a guest, or a ref such as guest:7801'),
          net: z
            .string()
            .regex(/^net\d+$/)
            .optional()
            .describe('net0 when left out'),
          vid: z.number().int().min(1).max(4094),
          prefix: z
            .string()
            .max(64)
            .describe('Prefix of the VLAN, such as 10.120.0.0/24'),
          address: z
            .string()
            .max(64)
            .optional()
            .describe(
              'The address it gets there; left out: it keeps one that lies in the prefix, or has none yet',
            ),
          ...readInput(z),
        }),
      output: z => {
        const outcome = {
          verdict: z.string().describe('kept, broken or unknown'),
          reason: z.string(),
        };
        return z.object({
          ...freshnessOutput(z),
          counts: z.object({
            kept: z.number().int(),
            broken: z.number().int(),
            unknown: z.number().int(),
          }),
          hostnames: z
            .array(
              z.object({
                hostname: z.string(),
                proxySourceId: z.string(),
                ...outcome,
                afterEdits: z.object(outcome),
              }),
            )
            .describe(
              `Those that are affected, worst first; at most ${MAX_HOSTNAMES}`,
            ),
          owners: z.array(z.string()),
          missingTrunks: z.array(
            z.object({ port: z.string(), vid: z.number().int() }),
          ),
          conflicts: z.array(z.string()).describe('New addresses others have'),
          edits: z.array(
            z.object({
              ref: z.string(),
              field: z.string(),
              from: z.string(),
              to: z.string().optional(),
            }),
          ),
        });
      },
    },
    async action({ input, credentials }) {
      await guard.allowCredentials(
        credentials,
        itopsVlanPlanReadPermission,
        itopsInventoryReadPermission,
      );
      const { guest, net = 'net0', vid, prefix, address } = input;
      const picture = await reads.picture(readQueryOf(input));
      const { id } = guestNamed(guest, picture.view);
      const simulation: MoveSimulation = vlanPlan.simulate(picture, {
        moves: [{ guest: id, net, vid, prefix, address }],
      });
      const answer = simulationAnswer(picture, simulation);
      return {
        output: {
          ...freshnessOf(picture),
          counts: answer.counts,
          hostnames: answer.hostnames
            .filter(({ reason }) => reason !== 'not-affected')
            .slice(0, MAX_HOSTNAMES),
          owners: answer.owners.map(({ ownerRef }) => ownerRef),
          missingTrunks: answer.missingTrunks.map(({ port, vid: lacking }) => ({
            port,
            vid: lacking,
          })),
          conflicts: answer.conflicts.map(item => item.address),
          edits: answer.edits.map(({ ref, field, from, to }) => ({
            ref,
            field,
            from,
            to,
          })),
        },
      };
    },
  });
}
