import { itopsCapabilitiesOf } from '@sankofa/plugin-itops-common';
import {
  IDENTITY_CLOCK_SKEW_SECONDS,
  IdentitySettings,
  decideSignIn,
} from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { StepUpAttempt, StepUpEvidence } from './StepUpStore';

/** That somebody is there, or why this proves nothing, in one sentence for them. */
export type ProofVerdict = { evidence: StepUpEvidence } | { refusal: string };

const evidenceSchema = z.looseObject({
  auth_time: z.number().int().nonnegative(),
  acr: z.string().optional(),
  amr: z.array(z.string()).optional(),
});

/**
 * Judges the claims of a verified ID token that the provider sent for an attempt: all
 * that a sign-in is held against, and besides that the same person confirmed it, after
 * they were asked, and may still do it by the groups they have now.
 *
 * @param claims - as the token has them; signature and nonce are verified already
 * @param nowSeconds - Unix time
 */
export function judgeProof(
  claims: unknown,
  attempt: Pick<StepUpAttempt, 'action' | 'begunAt' | 'subject'>,
  settings: IdentitySettings,
  nowSeconds: number,
): ProofVerdict {
  const decision = decideSignIn(claims, settings, nowSeconds);
  if ('refusal' in decision) {
    return { refusal: decision.message };
  }
  if (decision.subject !== attempt.subject) {
    return {
      refusal:
        'Somebody else confirmed this than the person who asked in the portal.',
    };
  }
  // A second factor is only asked of people with a role, and so without one there is none.
  const may = decision.roles.some(role =>
    itopsCapabilitiesOf[role].has(attempt.action),
  );
  if (!may) {
    return {
      refusal: `Your groups at the identity provider no longer let you ${attempt.action} changes.`,
    };
  }
  const parsed = evidenceSchema.safeParse(claims);
  if (!parsed.success) {
    return {
      refusal:
        'The identity provider does not say when you confirmed: its client must send auth_time.',
    };
  }
  const { acr, amr, auth_time: authTime } = parsed.data;
  const begun = attempt.begunAt.getTime() / 1000;
  if (authTime < begun - IDENTITY_CLOCK_SKEW_SECONDS) {
    return {
      refusal:
        'The identity provider answered from an earlier sign-in, without asking you again.',
    };
  }
  return { evidence: { authTime, acr, amr } };
}
