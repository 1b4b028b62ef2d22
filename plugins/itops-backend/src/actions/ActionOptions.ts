import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Guard, Reads } from '../router';

/** What actions are registered with and delegate to. */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  guard: Guard;
  reads: Reads;
}

/** All of them only look: they may be asked again at any time. */
export const READ_ONLY = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
