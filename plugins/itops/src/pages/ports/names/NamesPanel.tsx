import { FormEvent, useId, useState } from 'react';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { Button, ButtonIcon } from '@backstage/ui';
import { Problem } from '../../../api/problem';
import { SidePanel } from '../../../components/panel';
import { ProblemState } from '../../../components/states';
import {
  EMPTY_DRAFT,
  NameDraft,
  NameMap,
  draftOf,
  mapOf,
  nextName,
} from './nameMaps';
import { NamesTable } from './NamesTable';
import form from '../../../components/form/Form.module.css';
import styles from './NamesView.module.css';

const COLUMNS = [
  { name: 'number', label: 'number' },
  { name: 'netbox', label: 'NetBox' },
  { name: 'system', label: 'system' },
] as const;

/** The names of one model, to be replaced by one's own. */
export function NamesPanel(props: {
  /** What holds now; undefined for a new model. */
  map: NameMap | undefined;
  problem: Problem | undefined;
  busy: boolean;
  onSave: (map: Omit<NameMap, 'origin'>) => void;
  onReset: () => void;
  onClose: () => void;
}) {
  const { map, problem, busy, onSave, onReset, onClose } = props;
  // What was there when the form was opened: a newer one is shown beside it.
  const [seen] = useState(map);
  const [draft, setDraft] = useState<NameDraft>(
    map ? draftOf(map) : EMPTY_DRAFT,
  );
  const [refusal, setRefusal] = useState<string>();
  const id = useId();
  const change = (patch: Partial<NameDraft>) =>
    setDraft(now => ({ ...now, ...patch }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = mapOf(draft);
    if ('refusal' in read) {
      setRefusal(read.refusal);
    } else {
      setRefusal(undefined);
      onSave(read.map);
    }
  };
  const isNewer =
    problem?.kind === 'outdated' &&
    map !== undefined &&
    JSON.stringify(map) !== JSON.stringify(seen);
  return (
    <SidePanel
      title={map ? `Names of ${map.model}` : 'Names of another model'}
      onClose={onClose}
      footer={
        <>
          {map?.origin === 'override' && (
            <Button size="small" variant="tertiary" onPress={onReset}>
              Take my names away
            </Button>
          )}
          <Button
            size="small"
            variant="primary"
            type="submit"
            form={id}
            isPending={busy}
          >
            Save
          </Button>
        </>
      }
    >
      {problem && <ProblemState problem={problem} />}
      {isNewer && (
        <details open className={styles.newer}>
          <summary>
            What it says now; saving again puts yours in its place
          </summary>
          <NamesTable map={map} />
        </details>
      )}
      <form id={id} className={styles.form} onSubmit={submit} noValidate>
        <div className={form.form}>
          <div className={form.field}>
            <label className={form.label} htmlFor={`${id}-model`}>
              Model
            </label>
            <input
              id={`${id}-model`}
              className={form.input}
              value={draft.model}
              readOnly={map !== undefined}
              onChange={event => change({ model: event.target.value })}
            />
          </div>
          <div className={form.field}>
            <label className={form.label} htmlFor={`${id}-aliases`}>
              Other names of the model
            </label>
            <input
              id={`${id}-aliases`}
              className={form.input}
              value={draft.aliases}
              onChange={event => change({ aliases: event.target.value })}
              aria-describedby={`${id}-hint`}
            />
            <span id={`${id}-hint`} className={form.hint}>
              Separated by commas.
            </span>
          </div>
        </div>
        {refusal && (
          <span role="alert" className={form.error}>
            {refusal}
          </span>
        )}
        <table className={styles.edit} aria-label="Names of its ports">
          <thead>
            <tr>
              <th scope="col">Controller</th>
              <th scope="col">NetBox</th>
              <th scope="col">System</th>
              <th aria-label="Leave out" />
            </tr>
          </thead>
          <tbody>
            {draft.names.map((row, index) => (
              // Rows have no name of their own before they are typed.
              // eslint-disable-next-line react/no-array-index-key
              <tr key={index}>
                {COLUMNS.map(({ name, label }) => (
                  <td key={name} data-column={name}>
                    <input
                      className={form.input}
                      aria-label={`Row ${index + 1}, ${label}`}
                      inputMode={name === 'number' ? 'numeric' : undefined}
                      value={row[name]}
                      onChange={event =>
                        change({
                          names: draft.names.map((other, at) =>
                            at === index
                              ? { ...other, [name]: event.target.value }
                              : other,
                          ),
                        })
                      }
                    />
                  </td>
                ))}
                <td>
                  <ButtonIcon
                    size="small"
                    variant="tertiary"
                    icon={<RiDeleteBinLine />}
                    aria-label={`Leave out row ${index + 1}`}
                    onPress={() =>
                      change({
                        names: draft.names.filter((_, at) => at !== index),
                      })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiAddLine />}
            onPress={() => change({ names: [...draft.names, nextName(draft)] })}
          >
            One more port
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
