import {
  FormEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { problemOf } from '../../api/problem';
import { Field, FormFields, Values, requestOf } from '../form';
import { ProblemState } from '../states';
import { useFirstField } from '../../hooks/useFirstField';
import { DecisionProblem, decisionProblem } from './decisionProblem';
import styles from '../reasonDialog/ReasonDialog.module.css';

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
  const [refused, setRefused] = useState<DecisionProblem>();
  const [missing, setMissing] = useState<Values>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useFirstField(form);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refused, missing]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    const { errors } = requestOf(fields, values);
    setMissing(errors);
    setRefused(undefined);
    if (Object.keys(errors).length > 0) {
      return;
    }
    setBusy(true);
    try {
      await props.decide(values);
      onClose();
    } catch (error) {
      const names = fields.map(({ name }) => name);
      setRefused(decisionProblem(names, problemOf(error)));
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form
          ref={form}
          id={id}
          className={styles.form}
          onSubmit={submit}
          noValidate
        >
          {children}
          <FormFields
            fields={fields}
            values={values}
            errors={{ ...refused?.errors, ...missing }}
            onChange={(name, value) =>
              setValues(now => ({ ...now, [name]: value }))
            }
          />
          {refused && <ProblemState problem={refused.problem} />}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button size="small" variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          type="submit"
          form={id}
          isPending={busy}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
