import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

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
   * Takes the proof, which is good once.
   *
   * @throws NotAllowedError when there is none for this
   */
  require(
    credentials: BackstageCredentials,
    subject: StepUpSubject,
  ): Promise<void>;
}

/** Where nothing can prove it: nobody approves or applies. */
export const unavailableStepUp: StepUp = {
  mode: 'unavailable',
  async require(_credentials, { action }) {
    throw new NotAllowedError(
      `Nobody can ${action} a change here: no step-up sign-in is set up. Configure one, or itops.changes.stepUp: none for a demonstration`,
    );
  },
};

/** `itops.changes.stepUp: none`, for demonstrations: being signed in is enough. */
export const noStepUp: StepUp = {
  mode: 'none',
  async require() {},
};
