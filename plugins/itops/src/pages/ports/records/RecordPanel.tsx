import { FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { Moment } from '../../../components/clock';
import { Facts } from '../../../components/frame';
import { SidePanel } from '../../../components/panel';
import { ProblemState } from '../../../components/states';
import { useFirstField } from '../../../hooks/useFirstField';
import { entityLabel } from '../../../format/words';
import { DeleteRecord } from './DeleteRecord';
import { FormField } from './FormField';
import { AnyRecord, RecordKind } from './RecordKind';
import { TwoVersions } from './TwoVersions';
import { sayField, valuesOf } from './fields';
import { useEditable } from './useEditable';
import { useRecordForm } from './useRecordForm';
import form from './RecordForm.module.css';
import styles from './RecordPanel.module.css';

/** Who wrote this record, and who changed it last. */
function Written(props: { record: AnyRecord }) {
  const { version, updatedAt, updatedBy } = props.record;
  return (
    <p className={styles.written}>
      {`Version ${version}, by ${entityLabel(updatedBy)} `}
      <Moment at={updatedAt} />
    </p>
  );
}

/** A record as it is, for those who may not change it here. */
function ReadOnly<T extends AnyRecord>(props: {
  kind: RecordKind<T>;
  record: T;
}) {
  const { kind, record } = props;
  const values = valuesOf(kind.fields, record);
  return (
    <Facts
      facts={kind.fields.map(field => ({
        label: field.label,
        value: sayField(field, values[field.name]),
      }))}
    />
  );
}

/** One record in a drawer: read, changed or deleted; or a new one. */
export function RecordPanel<T extends AnyRecord>(props: {
  kind: RecordKind<T>;
  /** Undefined for a new one. */
  record: T | undefined;
  onSaved: (record: T) => void;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { kind, record, onSaved, onDeleted, onClose } = props;
  const { may, why } = useEditable();
  const state = useRecordForm(kind, record, onSaved);
  const { values, errors, problem, busy, seen, theirs } = state;
  const [deleting, setDeleting] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  useFirstField(element);
  useEffect(() => {
    // The first field that is wrong, for keyboards and screen readers.
    element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !theirs) {
      state.save();
    }
  };
  return (
    <SidePanel
      title={record ? kind.titleOf(record) : `New ${kind.nouns[0]}`}
      onClose={onClose}
      footer={
        may && (
          <>
            {seen && (
              <Button
                size="small"
                variant="tertiary"
                destructive
                className={styles.delete}
                onPress={() => setDeleting(true)}
              >
                Delete…
              </Button>
            )}
            <Button
              size="small"
              variant="primary"
              type="submit"
              form={id}
              isPending={busy}
              isDisabled={theirs !== undefined}
            >
              {seen ? 'Save' : `Create ${kind.nouns[0]}`}
            </Button>
          </>
        )
      }
    >
      {seen && <Written record={seen} />}
      {why && <p className={styles.why}>{why}</p>}
      {theirs && seen && (
        <TwoVersions
          fields={kind.fields}
          seen={seen}
          theirs={theirs}
          mine={values}
          onSettle={state.settle}
        />
      )}
      {problem && !theirs && <ProblemState problem={problem} />}
      {may ? (
        <form
          ref={element}
          id={id}
          className={form.form}
          onSubmit={submit}
          noValidate
        >
          {kind.fields
            .filter(({ when }) => !when || when(values))
            .map(field => (
              <FormField
                key={field.name}
                field={field}
                values={values}
                error={errors[field.name]}
                onChange={value => state.change(field.name, value)}
              />
            ))}
        </form>
      ) : (
        record && <ReadOnly kind={kind} record={record} />
      )}
      {deleting && seen && (
        <DeleteRecord
          kind={kind}
          record={seen}
          onDeleted={onDeleted}
          onClose={() => setDeleting(false)}
        />
      )}
    </SidePanel>
  );
}
