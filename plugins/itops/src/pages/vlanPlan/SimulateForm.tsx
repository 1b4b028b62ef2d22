import { FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { VlanPlanWave } from '@sankofa/plugin-itops-common';
import { Field, FormFields, Values, requestOf } from '../../components/form';
import { useFirstInvalid } from '../../hooks/useFirstInvalid';
import form from '../../components/form/Form.module.css';
import { MOVE_PARTS, ONE_GUEST } from './useSimulation';
import styles from './Plan.module.css';

const onlyOne = ({ what }: Values) => what === ONE_GUEST;
const GUEST_FIELDS: Field[] = [
  { name: 'guest', label: 'Guest', hint: 'VMID, such as 7801', required: true },
  { name: 'net', label: 'Interface', hint: 'net0 when left out' },
  {
    name: 'vid',
    label: 'To VLAN',
    hint: '1 to 4094',
    as: 'number',
    required: true,
  },
  {
    name: 'prefix',
    label: 'Prefix',
    hint: 'Such as 10.120.0.0/24',
    required: true,
  },
  {
    name: 'address',
    label: 'New address',
    hint: 'Not assigned yet when left out',
  },
];

function fieldsOf(waves: VlanPlanWave[], past: boolean): Field[] {
  const options = waves.map(({ id, title }) => ({ value: id, label: title }));
  const one = { value: ONE_GUEST, label: 'One guest …' };
  return [
    {
      name: 'what',
      label: 'What moves now?',
      as: 'choice',
      // The past is only kept of waves.
      options: past ? options : [...options, one],
    },
    ...GUEST_FIELDS.map(field => ({ ...field, when: onlyOne })),
  ];
}

/** Which wave, or which guest to where. What is asked goes into the address of the page. */
export function SimulateForm(props: {
  waves: VlanPlanWave[];
  past: boolean;
  asked: Values;
  /** What the server found wrong with the last question. */
  refused: Values;
  onAsk: (values: Record<string, string | undefined>) => void;
}) {
  const { waves, past, asked, refused, onAsk } = props;
  const [values, setValues] = useState(asked);
  const [missing, setMissing] = useState<Values>({});
  const element = useRef<HTMLFormElement>(null);
  const key = JSON.stringify(asked);
  useEffect(() => setValues(JSON.parse(key)), [key]);
  useFirstInvalid(element, missing);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isOne = onlyOne(values);
    const wrong = isOne ? requestOf(GUEST_FIELDS, values).errors : {};
    setMissing(wrong);
    if (values.what && Object.keys(wrong).length === 0) {
      const parts = MOVE_PARTS.map(name => [
        name,
        isOne ? values[name]?.trim() : undefined,
      ]);
      onAsk({ what: values.what, ...Object.fromEntries(parts) });
    }
  };
  return (
    <form
      ref={element}
      className={styles.column}
      onSubmit={submit}
      aria-label="What breaks if"
      noValidate
    >
      <div className={form.form}>
        <FormFields
          fields={fieldsOf(waves, past)}
          values={values}
          errors={{ ...refused, ...missing }}
          onChange={(name, value) =>
            setValues(now => ({ ...now, [name]: value }))
          }
        />
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={!values.what}
        >
          Show what breaks
        </Button>
        <span className={styles.quiet}>
          Only an answer: nothing is moved or changed.
        </span>
      </div>
    </form>
  );
}
