import { ReactNode, useState } from 'react';
import {
  ChangeRequest,
  ChangeRequestOptions,
} from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import { Field, Values } from '../../../components/form';
import { count } from '../../../format/quantity';
import { DecisionDialog } from '../../../components/decision';
import { ChangeSteps } from './useChangeSteps';

export type AskedAction = 'approve' | 'deny' | 'cancel' | 'apply' | 'settle';

interface Question {
  title: string;
  says: ReactNode;
  fields: Field[];
  initial?: Values;
  action: string;
  decide: (values: Values) => Promise<void>;
}

function reasonField(reader: string, required: boolean): Field {
  return {
    name: 'reason',
    label: 'Reason',
    as: 'lines',
    required,
    hint: reader,
  };
}

/** A name that has to be typed to the letter before something is destroyed. */
function nameField(name: string): Field {
  return {
    name: 'name',
    label: `Type ${name} to confirm`,
    required: true,
    convert: {
      say: String,
      read: text => {
        if (text !== name) {
          throw new RangeError('That is not what has to be typed.');
        }
        return text;
      },
    },
  };
}

const OUTCOME: Field = {
  name: 'outcome',
  label: 'What became of it',
  as: 'choice',
  required: true,
  options: [
    { value: '', label: '–' },
    { value: 'done', label: 'It is so: it was done' },
    { value: 'failed', label: 'It is not so: it failed' },
  ],
};

function Confirms(props: {
  stepUp: ChangeRequestOptions['stepUp'] | undefined;
}) {
  return props.stepUp === 'none' ? null : (
    <p>
      You confirm that it is you in a window of its own, with your second
      factor.
    </p>
  );
}

function questionOf(
  action: AskedAction,
  change: ChangeRequest,
  hash: string,
  steps: ChangeSteps,
  stepUp: ChangeRequestOptions['stepUp'] | undefined,
): Question {
  const { intent, number, plan, title } = change;
  const name = `change ${number}`;
  switch (action) {
    case 'approve':
      return {
        title: `Approve ${name}`,
        says: (
          <>
            <p>{`You agree to "${title}", exactly as it is planned:`}</p>
            <p>
              <Code>{hash}</Code>
            </p>
            <Confirms stepUp={stepUp} />
          </>
        ),
        fields: [],
        action: 'Approve this plan',
        decide: () => steps.approve(hash),
      };
    case 'apply':
      return {
        title: `Apply ${name}`,
        says: (
          <>
            <p>
              {`Everything is looked at again; if it is as planned, ${count(
                plan?.requests.length ?? 0,
                'call',
              )} for "${title}" ${
                plan?.requests.length === 1 ? 'is' : 'are'
              } sent at once. The plan that runs:`}
            </p>
            <p>
              <Code>{hash}</Code>
            </p>
            {intent.verb === 'guest.destroy' && (
              <p>The guest and its disks are gone afterwards.</p>
            )}
            <Confirms stepUp={stepUp} />
          </>
        ),
        fields: intent.verb === 'guest.destroy' ? [nameField(intent.name)] : [],
        action: 'Apply this plan',
        decide: () => steps.apply(hash),
      };
    case 'deny':
      return {
        title: `Deny ${name}`,
        says: <p>One no ends it. Whoever asked may ask anew.</p>,
        fields: [reasonField('Whoever asked reads it.', true)],
        action: 'Deny it',
        decide: ({ reason }) => steps.deny(hash, reason.trim()),
      };
    case 'cancel':
      return {
        title: `Cancel ${name}`,
        says: <p>It ends here; nothing is sent.</p>,
        fields: [reasonField('For whoever wonders later.', false)],
        action: 'End it',
        decide: ({ reason = '' }) => steps.cancel(reason.trim() || undefined),
      };
    default:
      return {
        title: `Settle ${name}`,
        says: (
          <p>
            Look at the source itself first: what you say here is taken for what
            is so, and frees the guest for other changes.
          </p>
        ),
        fields: [OUTCOME, reasonField('What you saw, and where.', true)],
        action: 'Settle it',
        decide: ({ outcome, reason }) =>
          steps.settle({
            outcome: outcome as 'done' | 'failed',
            reason: reason.trim(),
          }),
      };
  }
}

/** Asks before something is decided, with the plan that it is decided about. */
export function ChangeDialog(props: {
  action: AskedAction;
  change: ChangeRequest;
  steps: ChangeSteps;
  stepUp: ChangeRequestOptions['stepUp'] | undefined;
  onClose: () => void;
}) {
  const { action, change, steps, stepUp, onClose } = props;
  // The plan that was read when the dialog opened; another one since is refused.
  const [hash] = useState(change.plan?.hash ?? '');
  const question = questionOf(action, change, hash, steps, stepUp);
  const { title, says, fields, action: words, decide } = question;
  return (
    <DecisionDialog
      title={title}
      fields={fields}
      action={words}
      decide={decide}
      onClose={onClose}
    >
      {says}
    </DecisionDialog>
  );
}
