import {
  ChangeRequest,
  ChangeRequestOptions,
  ChangeRequestsPage,
  CreateChangeRequest,
  DenyChangeRequest,
  SettleChangeRequest,
  StepUpAction,
  StepUpTicket,
} from '../wire';
import { ItopsRequestOptions, OneOrMore } from './queries';

/** @public */
export interface ChangeRequestsQuery {
  /**
   * `mine`: asked for by the caller. `waiting`: the caller can take them a step further
   * (approve, apply, settle). `all` when left out.
   */
  list?: 'mine' | 'waiting' | 'all';
  state?: OneOrMore;
  verb?: OneOrMore;
  /** What it is about: `guest:7801`. */
  target?: string;
  source?: OneOrMore;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Rows of a page, 1 to 500; 100 when left out. */
  limit?: number;
}

/** @public */
export interface ProvenRequestOptions extends ItopsRequestOptions {
  /** What somebody got who confirmed that it is them, see {@link ChangeRequestsApi.stepUp}. */
  proof?: string;
}

/**
 * Governed changes: plan, approve, apply. Newest first. Every call rejects with a
 * `ResponseError` unless the answer is a success: 409 says what stands in the way, 412
 * that somebody else was faster, 403 that it is not the caller's to do.
 * @public
 */
export interface ChangeRequestsApi {
  list(
    query?: ChangeRequestsQuery,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequestsPage>;
  /** With plan, guards, approvals, history and how far its calls are. */
  one(id: string, options?: ItopsRequestOptions): Promise<ChangeRequest>;
  /** What can be changed, and by which rules. */
  options(options?: ItopsRequestOptions): Promise<ChangeRequestOptions>;
  /** A draft; nothing is sent to a source. */
  create(
    request: CreateChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
  /** Looks at the source and works out the exact calls; sends none. */
  plan(
    id: string,
    version: number,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
  /** Asks for approval of this plan. */
  submit(
    id: string,
    hash: string,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
  /**
   * Where the caller confirms that it is them, with their second factor, before they
   * approve or apply this plan. What the window there ends with is a
   * {@link StepUpMessage} for the window that opened it.
   */
  stepUp(
    id: string,
    action: StepUpAction,
    hash: string,
    options?: ItopsRequestOptions,
  ): Promise<StepUpTicket>;
  /** A person agrees to this plan; 403 for who asked or edited last, or without step-up. */
  approve(
    id: string,
    hash: string,
    options?: ProvenRequestOptions,
  ): Promise<ChangeRequest>;
  /** Ends it. */
  deny(
    id: string,
    request: DenyChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
  cancel(
    id: string,
    version: number,
    request?: { reason?: string },
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
  /**
   * Lets it run: everything is looked at again, then the calls are sent. Answers at
   * once; `one` tells how far it is.
   *
   * @param confirm - hash of the plan
   */
  apply(
    id: string,
    confirm: string,
    options?: ProvenRequestOptions,
  ): Promise<ChangeRequest>;
  /** A person says what became of a change that needs one. */
  settle(
    id: string,
    version: number,
    request: SettleChangeRequest,
    options?: ItopsRequestOptions,
  ): Promise<ChangeRequest>;
}
