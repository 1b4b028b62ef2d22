import { FormEvent, useId, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Link } from '@backstage/ui';
import { IpamCell, IpamGrid } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem, problemOf } from '../../../api/problem';
import { Moment } from '../../../components/clock';
import { ClaimList } from '../../../components/finding';
import { Facts, Section } from '../../../components/frame';
import { SidePanel } from '../../../components/panel';
import { ProblemState } from '../../../components/states';
import { StateBadge } from '../../../components/status';
import { ADDRESS_LIFECYCLES } from '../../../format/ipam';
import { entityLabel } from '../../../format/words';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLinks } from '../../../hooks/useLinks';
import { useMay } from '../../../hooks/useMay';
import { Field, FormFields, Values, requestOf } from '../../../components/form';
import form from '../../../components/form/Form.module.css';

const FIELDS: Field[] = [
  { name: 'holder', label: 'Holder', hint: 'You, when left empty.' },
  { name: 'hostname', label: 'Host name' },
  {
    name: 'days',
    label: 'Days',
    as: 'number',
    hint: 'Until it is free again; never by itself when empty.',
  },
  { name: 'description', label: 'Reason', as: 'lines' },
];

/** One address of a prefix: state, record and claims; reserved and given back here. */
export function CellPanel(props: {
  cell: IpamCell;
  answer: IpamGrid;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { cell, answer, onChanged, onClose } = props;
  const { address, record } = cell;
  const { ipam } = useApi(itopsApiRef);
  const links = useLinks();
  const may = useMay('keep addresses');
  const { past } = useAsOf();
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const id = useId();

  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      onChanged();
    } catch (error) {
      const found = problemOf(error);
      setProblem(
        found.kind === 'conflict'
          ? {
              ...found,
              title: 'This address cannot be given away.',
              remedy: 'Take another one.',
            }
          : found,
      );
    } finally {
      setBusy(false);
    }
  };
  const reserve = (event: FormEvent) => {
    event.preventDefault();
    const { request, errors: refused } = requestOf(FIELDS, values);
    setErrors(refused);
    if (Object.keys(refused).length === 0 && !busy) {
      run(() => ipam.reserve({ address, ...request }));
    }
  };
  const canReserve = may && !past && cell.offered;
  const canRelease = may && !past && record?.lifecycle === 'reserved';
  return (
    <SidePanel
      title={address}
      answer={answer}
      onClose={onClose}
      footer={
        <>
          {canReserve && (
            <Button
              size="small"
              variant="primary"
              type="submit"
              form={id}
              isPending={busy}
            >
              Reserve
            </Button>
          )}
          {canRelease && record && (
            <Button
              size="small"
              variant="secondary"
              isPending={busy}
              onPress={() =>
                run(() =>
                  ipam.deleteAddress({ address, version: record.version }),
                )
              }
            >
              Give it back
            </Button>
          )}
        </>
      }
    >
      <div>
        <StateBadge of="address" state={cell.state} /> {cell.why}
      </div>
      <Facts
        facts={[
          { label: 'Never offered', value: cell.kept },
          {
            label: 'Offered',
            value:
              cell.state === 'free' && !cell.offered && !cell.kept
                ? 'not now; “Next free” of its prefix says why'
                : undefined,
          },
          { label: 'Belongs to', value: cell.inside },
          {
            label: 'Record',
            value: record && (
              <Link
                href={links.addresses({ view: 'records', record: address })}
                variant="body-medium"
              >
                {ADDRESS_LIFECYCLES[record.lifecycle]}
              </Link>
            ),
          },
          { label: 'Host name', value: record?.hostname },
          {
            label: 'Holder',
            value: record?.holder && entityLabel(record.holder),
          },
          {
            label: 'Expires',
            value: record?.expiresAt && (
              <Moment at={record.expiresAt} absolute />
            ),
          },
          { label: 'Description', value: record?.description },
        ]}
      />
      {problem && <ProblemState problem={problem} />}
      {canReserve && (
        <Section title="Reserve">
          <form id={id} className={form.form} onSubmit={reserve} noValidate>
            <FormFields
              fields={FIELDS}
              values={values}
              errors={errors}
              onChange={(name, value) =>
                setValues(now => ({ ...now, [name]: value }))
              }
            />
          </form>
        </Section>
      )}
      <Section title="Claims">
        <ClaimList claims={cell.claims} />
      </Section>
    </SidePanel>
  );
}
