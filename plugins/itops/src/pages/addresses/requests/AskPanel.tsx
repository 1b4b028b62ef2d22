import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { IpamRequestRequest } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import {
  Field,
  FormFields,
  Values,
  requestOf,
  useSubmission,
} from '../../../components/form';
import { SidePanel } from '../../../components/panel';
import { recordProblem } from '../../../components/record';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { FilterOption } from '../../../components/table';
import { sayPrefix } from '../../../format/ipam';
import { useFirstField } from '../../../hooks/useFirstField';
import { usePrefixes } from '../usePrefixes';
import form from '../../../components/form/Form.module.css';

function fieldsOf(prefixes: FilterOption[]): Field[] {
  return [
    {
      name: 'prefixId',
      label: 'Prefix',
      as: 'choice',
      options: prefixes,
      required: true,
    },
    {
      name: 'wanted',
      label: 'Address',
      hint: 'The next free one when left empty.',
      blame: /is not inside/,
    },
    { name: 'hostname', label: 'Host name' },
    {
      name: 'days',
      label: 'Days',
      as: 'number',
      hint: 'Until it is free again; never by itself when empty.',
    },
    { name: 'ownerTeam', label: 'Owner team' },
    { name: 'service', label: 'Service' },
    {
      name: 'purpose',
      label: 'For what',
      as: 'lines',
      required: true,
      hint: 'Who decides reads it.',
    },
  ];
}

/** Asks for an address of a prefix. */
export function AskPanel(props: {
  /** The prefix that is chosen first. */
  prefixId: string | undefined;
  onAsked: () => void;
  onClose: () => void;
}) {
  const { prefixId, onAsked, onClose } = props;
  const { ipam } = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const prefixes = usePrefixes();
  const [values, setValues] = useState<Values>({ prefixId: prefixId ?? '' });
  const fields = fieldsOf([
    { value: '', label: '–' },
    ...(prefixes.data ?? [])
      .filter(({ status }) => status === 'active' || status === 'reserved')
      .map(prefix => ({ value: prefix.id, label: sayPrefix(prefix) })),
  ]);

  const { busy, element, errors, id, problem, submit } = useSubmission({
    check: () => ({ errors: requestOf(fields, values).errors }),
    async send() {
      const { request } = requestOf(fields, values);
      const asked = await ipam.ask(request as IpamRequestRequest);
      toastApi.post({
        title: `Asked for an address of ${asked.prefix}. Somebody else decides.`,
        status: 'success',
      });
      onAsked();
    },
    explain: error => recordProblem(fields, error),
  });
  useFirstField(element);
  return (
    <SidePanel
      title="Ask for an address"
      onClose={onClose}
      footer={
        <Button
          size="small"
          variant="primary"
          type="submit"
          form={id}
          isPending={busy}
        >
          Ask
        </Button>
      }
    >
      {prefixes.problem && (
        <ProblemState problem={prefixes.problem} onRetry={prefixes.reload} />
      )}
      {prefixes.loading && <SkeletonLines lines={6} label="Loading prefixes" />}
      {problem && <ProblemState problem={problem} />}
      {prefixes.data && (
        <form
          ref={element}
          id={id}
          className={form.form}
          onSubmit={submit}
          noValidate
        >
          <FormFields
            fields={fields}
            values={values}
            errors={errors}
            onChange={(name, value) =>
              setValues(now => ({ ...now, [name]: value }))
            }
          />
        </form>
      )}
    </SidePanel>
  );
}
