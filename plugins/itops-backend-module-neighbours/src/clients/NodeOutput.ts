import { ScopeFailure } from '@sankofa/plugin-itops-node';

/** What one program printed, or why it did not. */
export type Printed =
  | {
      text: string;
      /** For people: `r630-01: ip neigh`, or the path of a file. */
      locator: string;
    }
  | { failure: ScopeFailure };

/** What a node says of its neighbours and of its links. */
export interface NodeOutput {
  neighbours: Printed;
  /** Absent where nobody recorded it. */
  links?: Printed;
  /** When it was recorded, where that was not now; ISO-8601 UTC. */
  recordedAt?: string;
}
