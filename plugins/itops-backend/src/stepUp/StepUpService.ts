import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { IdentitySettings } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { StepUp, StepUpSubject } from '../changes/StepUp';
import { sha256 } from '../changes/planHash';
import { StepUpAttempt, StepUpPurpose, StepUpStore } from './StepUpStore';
import { Subjects } from './Subjects';
import { judgeProof } from './judgeProof';
import { StepUpKeys, keysOf, randomSecret } from './stepUpKeys';

/** What comes back in the address of the callback. */
export type CallbackParameters = Readonly<Record<string, string | undefined>>;

/** Who sees a person again. */
export interface ConfirmingProvider {
  /**
   * Where the person confirms.
   *
   * @throws ServiceUnavailableError when the provider does not answer
   */
  address(keys: StepUpKeys): Promise<string>;
  /**
   * Claims of the ID token for what came back, once its signature, issuer, audience,
   * nonce and state were verified.
   *
   * @throws NotAllowedError, ServiceUnavailableError when the provider does not answer
   */
  claims(parameters: CallbackParameters, keys: StepUpKeys): Promise<unknown>;
}

interface Options {
  store: StepUpStore;
  provider: ConfirmingProvider;
  subjects: Subjects;
  settings: IdentitySettings;
}

/** What somebody gets who confirmed: good once, for one thing, for five minutes. */
export interface StepUpProof {
  proof: string;
  changeId: string;
  action: StepUpPurpose['action'];
}

/**
 * Has people prove that they are there before they approve or apply: a stolen session
 * can do neither. Asked in the portal, begun in a window, confirmed at the provider,
 * handed back to the portal, and used in the transaction of what it is for.
 */
export class StepUpService implements StepUp {
  readonly mode = 'required';

  private constructor(private readonly options: Options) {}

  static create(options: Options): StepUpService {
    return new StepUpService(options);
  }

  /**
   * A ticket to begin with, good once.
   *
   * @throws ConflictError when the change has another plan now, NotAllowedError where the
   * catalog does not say who the person is
   */
  async ask(
    purpose: StepUpPurpose,
  ): Promise<{ ticket: string; expiresAt: Date }> {
    const { store, subjects } = this.options;
    const ticket = randomSecret();
    const asked = await store.ask({
      ...purpose,
      subject: await subjects.of(purpose.person),
      ticketHash: sha256(ticket),
    });
    if (!asked) {
      throw new ConflictError(
        `There is no change ${purpose.changeId} with this plan: read it again before you ${purpose.action} it`,
      );
    }
    return { ticket, expiresAt: asked.expiresAt };
  }

  /**
   * Where to send the browser that has the ticket, and the secret by which it is known
   * when it comes back.
   *
   * @throws InputError when the ticket was used or is too old
   */
  async begin(
    ticket: string,
  ): Promise<{ address: string; browserSecret: string }> {
    const { provider, store } = this.options;
    const browserSecret = randomSecret();
    const address = await provider.address(keysOf(browserSecret));
    if (!(await store.begin(sha256(ticket), sha256(browserSecret)))) {
      throw new InputError(
        'This confirmation was begun already, or too long ago. Start again in the portal.',
      );
    }
    return { address, browserSecret };
  }

  /**
   * Takes what the provider answered, once.
   *
   * @throws InputError when nothing was asked, NotAllowedError with one sentence for the
   * person and an audit row
   */
  async finish(
    browserSecret: string | undefined,
    parameters: CallbackParameters,
  ): Promise<StepUpProof> {
    const { store } = this.options;
    const attempt =
      browserSecret === undefined
        ? undefined
        : await store.answered(sha256(browserSecret));
    if (!attempt || browserSecret === undefined) {
      throw new InputError(
        'This browser asked for no confirmation, or too long ago, or it was answered already. Start again in the portal.',
      );
    }
    try {
      return await this.prove(attempt, browserSecret, parameters);
    } catch (error) {
      await store.refuse(
        attempt,
        error instanceof Error ? error.message : String(error),
      );
      throw error;
    }
  }

  async require(
    tx: Knex.Transaction,
    { actor, proof }: { actor: string; proof?: string },
    subject: StepUpSubject,
  ): Promise<void> {
    const purpose = { ...subject, person: actor };
    const taken =
      proof === undefined
        ? undefined
        : await this.options.store.take(tx, sha256(proof), purpose);
    if (taken === undefined) {
      throw new NotAllowedError(
        `To ${
          purpose.action
        } this plan, confirm with your second factor that it is you: ${
          proof === undefined
            ? 'nothing was confirmed'
            : 'what was confirmed is of something else, older than five minutes, or was used'
        }`,
      );
    }
  }

  private async prove(
    attempt: StepUpAttempt,
    browserSecret: string,
    parameters: CallbackParameters,
  ): Promise<StepUpProof> {
    const { provider, settings, store } = this.options;
    const claims = await provider.claims(parameters, keysOf(browserSecret));
    const verdict = judgeProof(claims, attempt, settings, Date.now() / 1000);
    if ('refusal' in verdict) {
      throw new NotAllowedError(verdict.refusal);
    }
    const proof = randomSecret();
    await store.prove(attempt, sha256(proof), verdict.evidence);
    return { proof, changeId: attempt.changeId, action: attempt.action };
  }
}
