import { NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';

/** What somebody proves once more who they are for. */
export interface StepUpSubject {
  changeId: string;
  /** Of the plan: a proof for another plan is none. */
  hash: string;
  action: 'approve' | 'apply';
}

/** Asks for a proof of a person, a moment ago, for one thing. */
export interface StepUp {
  readonly mode: 'required' | 'none' | 'unavailable';
  /**
   * Takes the proof, which is good once, in the transaction of what it is for: both
   * happen, or neither.
   *
   * @throws NotAllowedError when there is none for this
   */
  require(
    tx: Knex.Transaction,
    who: { actor: string; proof?: string },
    subject: StepUpSubject,
  ): Promise<void>;
}

/** Where nothing can prove it: nobody approves or applies. */
export const unavailableStepUp: StepUp = {
  mode: 'unavailable',
  async require(_tx, _who, { action }) {
    throw new NotAllowedError(
      `Nobody can ${action} a change here: no identity provider is configured that could confirm who they are. Configure auth.providers.oidc, or itops.changes.stepUp: none for a demonstration`,
    );
  },
};

/** `itops.changes.stepUp: none`, for demonstrations: being signed in is enough. */
export const noStepUp: StepUp = {
  mode: 'none',
  async require() {},
};
