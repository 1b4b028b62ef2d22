import { STEP_UP_HEADER } from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Of a moment ago, none at all, or too old. */
export type Proof = 'fresh' | 'none' | 'stale';

/** Makes out proofs of step-up, in the place of an identity provider. */
export class Proofs {
  /** Every proof that was made out. */
  readonly secrets: string[] = [];

  constructor(private readonly knex: Knex) {}

  /** As the identity provider would have confirmed it a moment ago, or too long ago. */
  async of(
    { hash, id }: { hash: string; id: string },
    person: string,
    action: 'approve' | 'apply',
    proof: Proof,
  ): Promise<Record<string, string>> {
    if (proof === 'none') {
      return {};
    }
    const secret = randomBytes(32).toString('base64url');
    this.secrets.push(secret);
    const sha256 = (text: string) =>
      createHash('sha256').update(text).digest('hex');
    const age = proof === 'stale' ? 360 : 0;
    const then = this.knex.raw(`now() - ? * interval '1 second'`, [age]);
    await this.knex('itops.change_step_ups').insert({
      id: randomUUID(),
      change_id: id,
      action,
      plan_hash: hash,
      person,
      subject: `sub-of-${person}`,
      ticket_hash: sha256(`ticket ${secret}`),
      browser_hash: sha256(`browser ${secret}`),
      proof_hash: sha256(secret),
      asked_at: then,
      begun_at: then,
      answered_at: then,
      authenticated_at: then,
      expires_at: this.knex.raw(`now() + ? * interval '1 second'`, [300 - age]),
    });
    return { [STEP_UP_HEADER]: secret };
  }
}
