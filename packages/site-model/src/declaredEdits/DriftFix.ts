import { EditResult } from './EditResult';
import { editEndpointTable, EndpointTableChange } from './editEndpointTable';
import { editEnvFile, EnvFileChange } from './editEnvFile';

/**
 * Why nobody is offered an edit of what is declared.
 *
 * - `live-side`: what runs is wrong, or may be: correct that, not the file.
 * - `not-fresh`: the evidence is old or its witness is stopped.
 * - `several-candidates`: more than one edit would make the finding go away.
 * - `not-declared`: no readable file declares what would have to be edited.
 * - `in-the-way`: other lines of the file depend on what would be edited.
 * - `not-editable`: findings of this rule are no matter of a declared file.
 * @public
 */
export type NoFixReason =
  | 'live-side'
  | 'not-fresh'
  | 'several-candidates'
  | 'not-declared'
  | 'in-the-way'
  | 'not-editable';

/** @public */
export type DeclaredChange = EnvFileChange | EndpointTableChange;

/**
 * How a declared file should change so that a finding goes away, or why that is
 * not for a file to decide.
 * @public
 */
export type DriftFix =
  | {
      offered: true;
      /** The source of the file: `declared/ip-addresses.conf`. */
      sourceId: string;
      file: string;
      /** One after the other. */
      changes: DeclaredChange[];
      /** What the edit does, in one sentence. */
      summary: string;
      /** What to look at before it is merged. */
      cautions: string[];
    }
  | {
      offered: false;
      reason: NoFixReason;
      message: string;
      /** Sources of which one has to be named for an edit. */
      choices?: string[];
    };

export function noFix(reason: NoFixReason, message: string): DriftFix {
  return { offered: false, reason, message };
}

/**
 * The text of a declared file after these changes, one after the other.
 * @public
 */
export function applyChanges(
  text: string,
  changes: readonly DeclaredChange[],
): EditResult {
  let result: EditResult = { text };
  for (const change of changes) {
    if ('refused' in result) {
      break;
    }
    result =
      change.kind === 'set-row'
        ? editEndpointTable(result.text, change)
        : editEnvFile(result.text, change);
  }
  return result;
}
