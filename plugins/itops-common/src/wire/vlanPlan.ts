import { GATE_IDS } from '@sankofa/site-model';
import { z } from 'zod';
import { answerSchema, pageSchema } from './freshness';

/** Longest text of a note or reason. */
const MAX_TEXT = 2000;
/** Most moves that one simulation takes. */
const MAX_MOVES = 500;

const isoMoment = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString());

export const vlanPlanGateIdSchema = z.enum(GATE_IDS);

/** A VLAN and its prefix. */
export const vlanSegmentSchema = z.object({
  vid: z.number().int(),
  prefix: z.string(),
});

/** One guest interface or device of the plan: declared, effective and target side by side. */
export const planWorkloadSchema = z.object({
  /** `guest:7801/net0` or `device:<name>`. */
  ref: z.string(),
  kind: z.enum(['guest', 'device']),
  label: z.string(),
  wave: z.string(),
  selector: z.string(),
  ownerRef: z.string().optional(),
  node: z.string().optional(),
  guestId: z.string().optional(),
  interfaceId: z.string().optional(),
  addresses: z.array(z.string()),
  declared: z.object({
    vid: z.number().int().optional(),
    prefix: z.string().optional(),
    addresses: z.array(z.string()),
  }),
  /** `vid` absent: unknown, and `gap` says why. `carried` absent: unknown. */
  effective: z.object({
    vid: z.number().int().optional(),
    via: z.enum(['tag', 'vnet', 'bridge', 'native']).optional(),
    port: z.string().optional(),
    carried: z.boolean().optional(),
    gap: z.string().optional(),
  }),
  target: vlanSegmentSchema.extend({ address: z.string().optional() }),
  addressChange: z.enum(['keep', 'change', 'unassigned', 'unknown']),
  state: z.enum(['done', 'to-move', 'unknown']),
  alsoMatchedBy: z.array(z.string()),
});

export const vlanPlanWaiverSchema = z.object({
  id: z.string(),
  wave: z.string(),
  gate: vlanPlanGateIdSchema,
  ticket: z.string(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  expiresAt: z.string(),
  /** Always somebody else than who asked for it. */
  approvedBy: z.string().optional(),
  approvedAt: z.string().optional(),
  withdrawnBy: z.string().optional(),
  withdrawnAt: z.string().optional(),
  /** `outdated`: the wave has changed since, so that it no longer counts. */
  state: z.enum(['waiting', 'active', 'expired', 'withdrawn', 'outdated']),
});

export const vlanPlanGateSchema = z.object({
  gate: vlanPlanGateIdSchema,
  state: z.enum(['green', 'red']),
  /** Red because nobody can say. */
  unknown: z.boolean(),
  reason: z.string(),
  details: z.array(z.string()),
  /** It is red, and somebody answers for going on all the same. */
  waiver: vlanPlanWaiverSchema.optional(),
});

const decisionSchema = z.object({
  by: z.string(),
  at: z.string(),
  note: z.string().optional(),
});

export const vlanPlanWaveSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `verified`: done and looked at; `ready`: every gate is green or waived. */
  state: z.enum(['verified', 'ready', 'blocked']),
  counts: z.object({
    total: z.number().int(),
    done: z.number().int(),
    toMove: z.number().int(),
    unknown: z.number().int(),
  }),
  gates: z.array(vlanPlanGateSchema),
  /** Teams with something in the wave, with their answer to the wave as it is. */
  owners: z.array(
    z.object({
      ownerRef: z.string(),
      refs: z.array(z.string()),
      acknowledged: decisionSchema.optional(),
    }),
  ),
  withoutOwner: z.array(z.string()),
  verified: decisionSchema.optional(),
  /** Newest first, those that no longer count included. */
  waivers: z.array(vlanPlanWaiverSchema),
});

export const vlanFlowSchema = z.object({
  wave: z.string(),
  /** Absent: nobody can say where they are. */
  from: z.number().int().optional(),
  to: z.number().int(),
  count: z.number().int(),
  done: z.number().int(),
});

export const planProblemSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  field: z.string(),
  message: z.string(),
});

/**
 * The board. `status`: `none` – no plan is configured; `unreadable` – the file
 * could not be read, `message` says why; `invalid` – `problems` says what is wrong,
 * and where; `read` – everything else is filled.
 */
export const vlanPlanAnswerSchema = answerSchema.extend({
  status: z.enum(['none', 'unreadable', 'invalid', 'read']),
  message: z.string().optional(),
  problems: z.array(planProblemSchema),
  plan: z
    .object({
      /** File and what identifies its content: `vlan-plan.yaml@1a2b3c4d5e6f`. */
      sourceRef: z.string(),
      readAt: z.string(),
      title: z.string().optional(),
      freshMinutes: z.number().int(),
      current: vlanSegmentSchema,
    })
    .optional(),
  waves: z.array(vlanPlanWaveSchema),
  /** Current → target VLAN, for the flow picture. */
  flows: z.array(vlanFlowSchema),
  nodes: z.array(
    z.object({
      ref: z.string(),
      node: z.string(),
      becomes: z.enum(['firewall', 'retired', 'spare', 'hypervisor']),
      note: z.string().optional(),
      state: z.enum(['clear', 'blocked', 'unknown']),
      why: z.string(),
      guests: z.array(
        z.object({ ref: z.string(), label: z.string(), status: z.string() }),
      ),
    }),
  ),
  /** Workloads that several selectors claim; the first one wins. */
  overlaps: z.array(
    z.object({
      ref: z.string(),
      selector: z.string(),
      alsoMatchedBy: z.array(z.string()),
    }),
  ),
  /** Guests in the VLAN that is emptied, which no selector names. */
  unmatched: z.array(
    z.object({ ref: z.string(), label: z.string(), why: z.string() }),
  ),
  /** Selectors that match nothing. */
  emptySelectors: z.array(z.string()),
});

export const vlanPlanWorkloadsPageSchema = pageSchema(planWorkloadSchema);

const outcomeSchema = z.object({
  verdict: z.enum(['kept', 'broken', 'unknown']),
  /** Stable word, such as `address-changes` or `vlan-not-carried`. */
  reason: z.string(),
});

/** What breaks if this moves now. */
export const vlanSimulationSchema = answerSchema.extend({
  moves: z.array(
    z.object({
      ref: z.string(),
      guestId: z.string(),
      label: z.string(),
      ownerRef: z.string().optional(),
      from: z.object({
        vid: z.number().int().optional(),
        addresses: z.array(z.string()),
      }),
      to: vlanSegmentSchema.extend({ addresses: z.array(z.string()) }),
      changesAddress: z.boolean(),
      attachment: z
        .object({ bridge: z.string(), tag: z.number().int().optional() })
        .optional(),
      port: z.string().optional(),
      carried: z.boolean().optional(),
      gap: z.string().optional(),
    }),
  ),
  counts: z.object({
    kept: z.number().int(),
    broken: z.number().int(),
    unknown: z.number().int(),
  }),
  /** Every host name, worst first; `afterEdits` once all `edits` are made. */
  hostnames: z.array(
    outcomeSchema.extend({
      hostname: z.string(),
      proxySourceId: z.string(),
      afterEdits: outcomeSchema,
    }),
  ),
  owners: z.array(
    z.object({ ownerRef: z.string(), refs: z.array(z.string()) }),
  ),
  withoutOwner: z.array(z.string()),
  missingTrunks: z.array(
    z.object({
      port: z.string(),
      vid: z.number().int(),
      refs: z.array(z.string()),
    }),
  ),
  conflicts: z.array(
    z.object({ address: z.string(), owners: z.array(z.string()) }),
  ),
  edits: z.array(
    z.object({
      kind: z.enum([
        'guest-config',
        'switch-port',
        'proxy-host',
        'location',
        'free-text',
        'stream',
        'port-forward',
        'declared-key',
        'declared-row',
        'declared-device',
      ]),
      ref: z.string(),
      field: z.string(),
      from: z.string(),
      /** Absent: nobody has said yet. */
      to: z.string().optional(),
      locator: z.string().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
});

/** Moves to try out. `guest` is a ref such as `guest:7801`. */
export const simulateMovesRequestSchema = z.strictObject({
  moves: z
    .array(
      z.strictObject({
        guest: z.string().min(1).max(300),
        /** `net0` when left out. */
        net: z
          .string()
          .regex(/^net\d+$/, 'must be an interface such as net0')
          .default('net0'),
        vid: z.number().int().min(1).max(4094),
        prefix: z.string().max(64),
        address: z.string().max(64).optional(),
      }),
    )
    .min(1)
    .max(MAX_MOVES),
});

const note = z.string().trim().min(1).max(MAX_TEXT);

export const acknowledgeWaveRequestSchema = z.strictObject({
  ownerRef: z.string().min(1).max(300),
  note: note.optional(),
});

export const verifyWaveRequestSchema = z.strictObject({
  note: note.optional(),
  /** Refs of workloads that nobody can read and that were looked at by hand. */
  byHand: z.array(z.string().max(300)).max(1000).default([]),
});

export const requestWaiverSchema = z.strictObject({
  gate: vlanPlanGateIdSchema,
  ticket: z.string().trim().min(1).max(100),
  reason: note,
  expiresAt: isoMoment,
});

/** @public */
export type PlanWorkloadView = z.infer<typeof planWorkloadSchema>;
/** @public */
export type VlanPlanWaiver = z.infer<typeof vlanPlanWaiverSchema>;
/** @public */
export type VlanPlanGate = z.infer<typeof vlanPlanGateSchema>;
/** @public */
export type VlanPlanWave = z.infer<typeof vlanPlanWaveSchema>;
/** @public */
export type VlanPlanAnswer = z.infer<typeof vlanPlanAnswerSchema>;
/** @public */
export type VlanPlanWorkloadsPage = z.infer<typeof vlanPlanWorkloadsPageSchema>;
/** @public */
export type VlanSimulation = z.infer<typeof vlanSimulationSchema>;
/** @public */
export type SimulateMovesRequest = z.input<typeof simulateMovesRequestSchema>;
/** @public */
export type AcknowledgeWaveRequest = z.input<
  typeof acknowledgeWaveRequestSchema
>;
/** @public */
export type VerifyWaveRequest = z.input<typeof verifyWaveRequestSchema>;
/** @public */
export type RequestWaiver = z.input<typeof requestWaiverSchema>;
