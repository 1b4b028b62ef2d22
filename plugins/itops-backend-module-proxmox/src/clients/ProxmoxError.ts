import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';

/** Proxmox answered, and the answer is an error. */
export class ProxmoxError extends ConnectorError {
  /**
   * @param status - HTTP status; `pvesh` has none, so it is derived from the text
   * @param text - what Proxmox says, which it puts into the reason phrase
   */
  constructor(
    reason: ReasonCode,
    message: string,
    readonly status: number,
    readonly text: string,
  ) {
    super(reason, message);
    this.name = 'ProxmoxError';
  }
}

/** `No QEMU guest agent configured`: the guest has no agent to ask. */
export function isAgentNotConfigured(error: unknown): boolean {
  return (
    error instanceof ProxmoxError &&
    /no qemu guest agent configured/i.test(error.text)
  );
}

/** `QEMU guest agent is not running`: configured, and nobody answers inside. */
export function isAgentSilent(error: unknown): boolean {
  return (
    error instanceof ProxmoxError &&
    /guest agent is not running/i.test(error.text)
  );
}

/** `VM 210 is not running`, `CT 101 not running`: it stopped after the list was read. */
export function isGuestStopped(error: unknown): boolean {
  return (
    error instanceof ProxmoxError &&
    /\b(?:vm|ct|container)\b.* not running/i.test(error.text) &&
    !isAgentSilent(error)
  );
}

/**
 * What Proxmox says of a guest that is not where the list had it: moved to
 * another node, deleted, or out of the pool that gave the token its rights (then it is a 403).
 */
export function mayHaveMoved(error: unknown): boolean {
  return (
    error instanceof ProxmoxError &&
    (error.status === 403 || /does not exist/i.test(error.text))
  );
}

/** This version of Proxmox does not know the path. */
export function isUnknownPath(error: unknown): boolean {
  return (
    error instanceof ProxmoxError &&
    (error.status === 501 || error.status === 404)
  );
}

/**
 * An error text that speaks of one guest, agent or storage. Any other endpoint would
 * say the same, so it is not asked.
 */
export function isAboutOneThing(text: string): boolean {
  return /does not exist|guest agent|not running|is locked|no such|not available|unable to/i.test(
    text,
  );
}
