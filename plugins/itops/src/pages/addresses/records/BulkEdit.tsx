import { FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem } from '../../../api/problem';
import { Code } from '../../../components/entityLink';
import { FormFields, Values } from '../../../components/form';
import { PreviewPart } from '../../../components/import';
import { SidePanel } from '../../../components/panel';
import { recordProblem } from '../../../components/record';
import { ProblemState } from '../../../components/states';
import { count } from '../../../format/quantity';
import { KeptAddress } from './addressKind';
import { BULK_FIELDS, BULK_INITIAL, bulkSetOf } from './bulkFields';
import form from '../../../components/form/Form.module.css';

function sayProblem(thrown: unknown) {
  const { problem, errors } = recordProblem(BULK_FIELDS, thrown);
  const found: Problem =
    problem.kind === 'outdated'
      ? {
          ...problem,
          title: 'Somebody changed one of them; none was changed here.',
          remedy: 'Close this, choose the records anew, and change them again.',
        }
      : problem;
  return { problem: found, errors };
}

function BulkPanel(props: {
  rows: KeptAddress[];
  onDone: (said: string) => void;
  onClose: () => void;
}) {
  const { rows, onDone, onClose } = props;
  const { ipam } = useApi(itopsApiRef);
  const [values, setValues] = useState<Values>(BULK_INITIAL);
  const [errors, setErrors] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);
  const said = count(rows.length, 'record');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { set, errors: refused } = bulkSetOf(values);
    setErrors(refused);
    setProblem(undefined);
    if (busy || Object.keys(refused).length > 0) {
      return;
    }
    if (Object.keys(set).length === 0) {
      setProblem({
        kind: 'invalid',
        title: 'Nothing would change.',
        remedy: 'Choose what becomes of at least one field.',
      });
      return;
    }
    setBusy(true);
    try {
      const items = rows.map(({ address, version }) => ({ address, version }));
      await ipam.bulkEdit({ items, set });
      onDone(`Changed ${said}.`);
    } catch (error) {
      const found = sayProblem(error);
      setProblem(found.problem);
      setErrors(found.errors);
      setBusy(false);
    }
  };
  return (
    <SidePanel
      title={`Change ${said}`}
      onClose={onClose}
      footer={
        <Button
          size="small"
          variant="primary"
          type="submit"
          form={id}
          isPending={busy}
        >
          {`Change ${said}`}
        </Button>
      }
    >
      <p>All of them are changed, or none. What is left out here stays.</p>
      {problem && <ProblemState problem={problem} />}
      <form
        ref={element}
        id={id}
        className={form.form}
        onSubmit={submit}
        noValidate
      >
        <FormFields
          fields={BULK_FIELDS}
          values={values}
          errors={errors}
          onChange={(name, value) =>
            setValues(now => ({ ...now, [name]: value }))
          }
        />
      </form>
      <PreviewPart
        title="These change"
        total={rows.length}
        items={rows}
        render={({ address, hostname }) => (
          <>
            <Code>{address}</Code> {hostname}
          </>
        )}
      />
    </SidePanel>
  );
}

/** Changes the chosen records at once. */
export function BulkEdit(props: {
  rows: KeptAddress[];
  onDone: (said: string) => void;
}) {
  const { rows, onDone } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="primary" onPress={() => setIsOpen(true)}>
        Change…
      </Button>
      {isOpen && (
        <BulkPanel
          rows={rows}
          onDone={said => {
            setIsOpen(false);
            onDone(said);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
