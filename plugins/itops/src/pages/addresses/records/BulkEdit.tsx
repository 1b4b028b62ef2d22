import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem } from '../../../api/problem';
import { Code } from '../../../components/entityLink';
import { FormFields, Values, useSubmission } from '../../../components/form';
import { PreviewPart } from '../../../components/import';
import { SidePanel } from '../../../components/panel';
import { recordProblem } from '../../../components/record';
import { ProblemState } from '../../../components/states';
import { count } from '../../../format/quantity';
import { KeptAddress } from './addressKind';
import { BULK_FIELDS, BULK_INITIAL, bulkSetOf } from './bulkFields';
import form from '../../../components/form/Form.module.css';

const NOTHING_CHANGES: Problem = {
  kind: 'invalid',
  title: 'Nothing would change.',
  remedy: 'Choose what becomes of at least one field.',
};

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
  const said = count(rows.length, 'record');
  const { busy, element, errors, id, problem, submit } = useSubmission({
    check() {
      const { set, errors: wrong } = bulkSetOf(values);
      const isIdle =
        Object.keys(wrong).length === 0 && Object.keys(set).length === 0;
      return { errors: wrong, problem: isIdle ? NOTHING_CHANGES : undefined };
    },
    async send() {
      const items = rows.map(({ address, version }) => ({ address, version }));
      await ipam.bulkEdit({ items, set: bulkSetOf(values).set });
      onDone(`Changed ${said}.`);
    },
    explain: sayProblem,
  });
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
