import { FormEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ChangeRequestOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Field, FormFields, Values, requestOf } from '../../../components/form';
import { SidePanel } from '../../../components/panel';
import {
  EmptyState,
  ProblemState,
  SkeletonLines,
} from '../../../components/states';
import { CHANGE_VERBS, ChangeVerb } from '../../../format/changes';
import { useFirstField } from '../../../hooks/useFirstField';
import { useFirstInvalid } from '../../../hooks/useFirstInvalid';
import { useLinks } from '../../../hooks/useLinks';
import { useLive } from '../../../hooks/useLive';
import { useUrlState } from '../../../hooks/useUrlState';
import { CHANGES_CONFIG } from '../../configExamples';
import { GuestNote } from './GuestNote';
import { RiskNote } from './RiskNote';
import { useCreateChange } from './useCreateChange';
import { INITIAL, allowedFor, intentOf, verbFields } from './verbForms';
import form from '../../../components/form/Form.module.css';
import styles from '../Changes.module.css';

/** What every change is asked for with. */
function commonFields({ sources }: ChangeRequestOptions): Field[] {
  return [
    {
      name: 'verb',
      label: 'What it does',
      as: 'choice',
      always: true,
      options: Object.entries(CHANGE_VERBS).map(([value, label]) => ({
        value,
        label,
      })),
    },
    {
      name: 'sourceId',
      label: 'Where',
      as: 'choice',
      always: true,
      options: sources.map(({ sourceId, title }) => ({
        value: sourceId,
        label: title,
      })),
    },
    { name: 'ticket', label: 'Ticket' },
  ];
}

function Form(props: { options: ChangeRequestOptions; onClose: () => void }) {
  const { options, onClose } = props;
  const url = useUrlState();
  const links = useLinks();
  const navigate = useNavigate();
  const [values, setValues] = useState<Values>({
    ...INITIAL,
    verb: url.get('do') ?? 'guest.create',
    vmid: url.get('vmid') ?? '',
    sourceId: url.get('source') ?? options.sources[0].sourceId,
  });
  const [missing, setMissing] = useState<Values>({});
  const { busy, refused, create } = useCreateChange(id =>
    navigate(links.change(id)),
  );
  const element = useRef<HTMLFormElement>(null);
  const id = useId();
  const verb = values.verb as ChangeVerb;
  const common = commonFields(options);
  const fields = verbFields(verb, allowedFor(options.policy.allow, verb));
  useFirstField(element);
  useFirstInvalid(element, missing);
  useFirstInvalid(element, refused);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { errors: inCommon } = requestOf(common, values);
    const { intent, errors } = intentOf(verb, fields, values);
    const all = { ...inCommon, ...errors };
    setMissing(all);
    if (!busy && Object.keys(all).length === 0) {
      const { sourceId, ticket = '' } = values;
      create({ sourceId, intent, ticket }, [...common, ...fields]);
    }
  };
  return (
    <SidePanel
      title="New change"
      onClose={onClose}
      footer={
        <Button
          size="small"
          variant="primary"
          type="submit"
          form={id}
          isPending={busy}
        >
          Plan it
        </Button>
      }
    >
      <p className={styles.text}>
        First it is worked out what would happen, call by call. Nothing is sent
        before somebody else has approved exactly that.
      </p>
      <RiskNote policy={options.policy} verb={verb} />
      {refused?.problem && <ProblemState problem={refused.problem} />}
      <form
        ref={element}
        id={id}
        className={form.form}
        onSubmit={submit}
        noValidate
      >
        <FormFields
          fields={[...common, ...fields]}
          values={values}
          errors={{ ...refused?.errors, ...missing }}
          onChange={(name, value) =>
            setValues(now => ({ ...now, [name]: value }))
          }
        />
      </form>
      {verb !== 'guest.create' && (
        <GuestNote sourceId={values.sourceId} vmid={values.vmid} />
      )}
    </SidePanel>
  );
}

/** Asks for a change: what, where, for which ticket. It is planned at once. */
export function NewChangePanel(props: { onClose: () => void }) {
  const { onClose } = props;
  const { changeRequests } = useApi(itopsApiRef);
  const live = useLive('change options', signal =>
    changeRequests.options({ signal }),
  );
  const { data, problem } = live;
  if (data && data.sources.length > 0) {
    return <Form options={data} onClose={onClose} />;
  }
  return (
    <SidePanel title="New change" onClose={onClose}>
      {problem && <ProblemState problem={problem} onRetry={live.reload} />}
      {live.loading && <SkeletonLines lines={8} label="Loading the rules" />}
      {data && (
        <EmptyState
          title="Nothing can be changed from here"
          config={CHANGES_CONFIG}
        >
          No source has a token that may write. It is another one than the token
          that reads, and what may be changed has to be allowed by name.
        </EmptyState>
      )}
    </SidePanel>
  );
}
