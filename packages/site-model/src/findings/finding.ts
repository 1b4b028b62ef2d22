/** Rule ids are stable: the UI, other tools and suppressions refer to them. @public */
export type RuleId =
  | 'duplicate-address'
  | 'declared-duplicate'
  | 'address-mismatch'
  | 'guest-undeclared'
  | 'guest-missing'
  | 'node-mismatch'
  | 'name-mismatch'
  | 'address-undeclared'
  | 'address-unused'
  | 'declared-unparsed'
  | 'upstream-unknown'
  | 'upstream-down'
  | 'upstream-overridden'
  | 'upstream-loop'
  | 'upstream-mismatch'
  | 'hostname-undeclared'
  | 'hostname-missing'
  | 'listener-conflict'
  | 'forward-dangling'
  | 'squatter'
  | 'vlan-mismatch'
  | 'port-mismatch'
  | 'port-unmanaged'
  | 'source-unhealthy'
  | 'subscription-uncovered'
  | 'subscription-expiring';

/** @public */
export type Severity = 'critical' | 'error' | 'warning' | 'info';

/** One statement a finding rests on. @public */
export interface Evidence {
  /** What was said, in one clause: "configured on guest 7803 net0". */
  claim: string;
  sourceId: string;
  /** `file:line@revision` or an API path. */
  locator?: string;
  value?: string;
  collectedAt?: string;
}

/**
 * In a {@link ScopeRef}: the source as a whole, with all its scopes.
 * @public
 */
export const EVERY_SCOPE = '*';

/** A scope a verdict rests on. @public */
export interface ScopeRef {
  sourceId: string;
  scope: string;
  /** Only this pass counts; without it, every pass that reads the scope. */
  pass?: string;
  /** A guest agent that is silent is an answer here; any other failure is none. */
  orSilent?: true;
}

/**
 * One verdict of a rule about one subject at one moment, before it meets history.
 * @public
 */
export interface Verdict {
  rule: RuleId;
  /** Forms in INTERFACES.md: `address:<ip>`, `guest:<vmid>`, `proxy-host:<id>`, `port:<switch>/<port>`, `file:<name>:<line>`. */
  subject: string;
  severity: Severity;
  /** One sentence that names the thing and the remedy. */
  summary: string;
  evidence: Evidence[];
  /** Only complete, fresh reads of all of these may resolve the finding. */
  restsOn: ScopeRef[];
  /** Guests concerned, for ownership and entity pages: `<sourceId>/<vmid>`. */
  guestIds: string[];
}
