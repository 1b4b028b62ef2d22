import { z } from 'zod';
import { ChangeVerb, changeVerbs } from './intents';

const verb = z.enum(changeVerbs as [ChangeVerb, ...ChangeVerb[]]);
const names = z.array(z.string().min(1));

/** One line of the allowlist: every part that is named must fit. @public */
export const allowRuleSchema = z.strictObject({
  verbs: z.array(verb).min(1),
  nodes: names.min(1),
  /** First and last VMID. */
  vmids: z.tuple([z.number().int(), z.number().int()]),
  /** Needed for creating; elsewhere the pool of the guest. */
  pools: names.optional(),
  storages: names.optional(),
  bridges: names.optional(),
  /** VIDs; 0 stands for untagged. */
  vlans: z.array(z.number().int().min(0).max(4094)).optional(),
  templates: names.optional(),
});

/** How much has to be agreed on before a change of this class. @public */
export const riskClassSchema = z.strictObject({
  /** People besides the one who asks. */
  approvals: z.number().int().min(0).max(5),
  /** What a ticket must look like, as a whole. */
  ticketPattern: z.string().max(200).refine(isPattern, 'no regular expression'),
  /** How long an approval holds. */
  approvalHours: z.number().positive().max(720),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}

/** A time in which nothing is planned or applied. @public */
export const freezeSchema = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
  reason: z.string().min(1),
});

/**
 * What may be changed, and what it takes. Empty means that nothing may be changed.
 *
 * @public
 */
export const changePolicySchema = z.strictObject({
  /** Named in every plan: another policy makes another plan. */
  version: z.string().min(1).max(100),
  allow: z.array(allowRuleSchema),
  riskClasses: z.record(z.string(), riskClassSchema),
  /** The class of each verb; a verb without one is refused. */
  risk: z.partialRecord(verb, z.string()),
  /** Guests with one of these tags are never touched. */
  protectedTags: names,
  freezes: z.array(freezeSchema),
});

/** @public */
export type ChangePolicy = z.infer<typeof changePolicySchema>;
/** @public */
export type AllowRule = z.infer<typeof allowRuleSchema>;
/** @public */
export type RiskClass = z.infer<typeof riskClassSchema>;

/** The policy of an installation that says nothing: nothing may be changed. @public */
export const closedPolicy: ChangePolicy = {
  version: 'closed',
  allow: [],
  riskClasses: {},
  risk: {},
  protectedTags: [],
  freezes: [],
};
