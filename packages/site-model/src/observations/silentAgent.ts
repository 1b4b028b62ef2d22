import { FreshnessLabel } from './snapshot';

/**
 * The guest agent is there but refuses or does not answer. That says something
 * about the guest, not about the source (ruling R20).
 * @public
 */
export function isSilentAgent(label: FreshnessLabel): boolean {
  return (
    label.reason === 'agent-blocked' || label.reason === 'agent-not-running'
  );
}
