import { ReactNode, useState } from 'react';
import { problemOf } from '../../api/problem';
import { Field, FormFields, Values, requestOf, useSubmission } from '../form';
import { FormDialog } from '../formDialog';
import { ProblemState } from '../states';
import { decisionProblem } from './decisionProblem';

/** A decision: what it means, what has to be said, and what the server makes of it. */
export function DecisionDialog(props: {
  title: string;
  children: ReactNode;
  fields: Field[];
  initial?: Values;
  /** Words on the button. */
  action: string;
  /** Rejects where the server refuses; the dialog stays and says why. */
  decide: (values: Values) => Promise<void>;
  onClose: () => void;
}) {
  const { title, children, fields, initial = {}, action, onClose } = props;
  const [values, setValues] = useState<Values>(initial);
  const { busy, element, errors, problem, submit } = useSubmission({
    check: () => ({ errors: requestOf(fields, values).errors }),
    send: async () => {
      await props.decide(values);
      onClose();
    },
    explain: error =>
      decisionProblem(
        fields.map(({ name }) => name),
        problemOf(error),
      ),
  });
  return (
    <FormDialog
      title={title}
      action={action}
      busy={busy}
      width={480}
      element={element}
      onSubmit={submit}
      onClose={onClose}
    >
      {children}
      <FormFields
        fields={fields}
        values={values}
        errors={errors}
        onChange={(name, value) =>
          setValues(now => ({ ...now, [name]: value }))
        }
      />
      {problem && <ProblemState problem={problem} />}
    </FormDialog>
  );
}
