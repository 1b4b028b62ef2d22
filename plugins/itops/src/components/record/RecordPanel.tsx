import { FormEvent, useId, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { Moment } from '../clock';
import { Facts } from '../frame';
import { SidePanel } from '../panel';
import { ProblemState } from '../states';
import { useFirstField } from '../../hooks/useFirstField';
import { useFirstInvalid } from '../../hooks/useFirstInvalid';
import { entityLabel } from '../../format/words';
import { DeleteRecord } from './DeleteRecord';
import { FormFields, sayField, valuesOf } from '../form';
import { AnyRecord, RecordForm } from './RecordForm';
import { TwoVersions } from './TwoVersions';
import { Editable } from './useEditable';
import { useRecordForm } from './useRecordForm';
import form from '../form/Form.module.css';
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
  kind: RecordForm<T>;
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
  kind: RecordForm<T>;
  /** Undefined for a new one. */
  record: T | undefined;
  editable: Editable;
  onSaved: (record: T) => void;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { kind, record, onSaved, onDeleted, onClose } = props;
  const { may, why } = props.editable;
  const state = useRecordForm(kind, record, onSaved);
  const { values, errors, problem, busy, seen, theirs } = state;
  const [deleting, setDeleting] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  useFirstField(element);
  useFirstInvalid(element, errors);
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
          <FormFields
            fields={kind.fields}
            values={values}
            errors={errors}
            isRecorded={seen !== undefined}
            onChange={state.change}
          />
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
