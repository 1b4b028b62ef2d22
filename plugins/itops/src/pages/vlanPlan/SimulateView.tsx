import { FormEvent, useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { VlanPlanWave, VlanSimulation } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { EmptyState, SkeletonLines } from '../../components/states';
import { refOfText } from '../../format/refs';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { UrlState, useUrlState } from '../../hooks/useUrlState';
import { FormField } from '../ports/records/FormField';
import { Field, Values } from '../ports/records/fields';
import { PlanMissing } from './PlanMissing';
import { PlanViews } from './PlanViews';
import { SimulationResult } from './SimulationResult';
import { planProblem } from './planProblem';
import { usePlanBoard } from './usePlanBoard';
import styles from './Plan.module.css';

const ONE = 'one-guest';
const PARTS = ['guest', 'net', 'vid', 'prefix', 'address'] as const;
const onlyOne = ({ what }: Values) => what === ONE;
const GUEST_FIELDS: Field[] = [
  { name: 'guest', label: 'Guest', hint: 'VMID, such as 7801', required: true },
  { name: 'net', label: 'Interface', hint: 'net0 when left out' },
  { name: 'vid', label: 'To VLAN', as: 'number', required: true },
  { name: 'prefix', label: 'Prefix', hint: '10.120.0.0/24', required: true },
  { name: 'address', label: 'New address', hint: 'Unknown when left out' },
];

function fieldsOf(waves: VlanPlanWave[], past: boolean): Field[] {
  const options = waves.map(({ id, title }) => ({
    value: id,
    label: `Wave: ${title}`,
  }));
  return [
    {
      name: 'what',
      label: 'What moves now?',
      as: 'choice',
      options: past
        ? options
        : [...options, { value: ONE, label: 'One guest …' }],
    },
    ...GUEST_FIELDS.map(field => ({ ...field, when: onlyOne })),
  ];
}

/** Only asked when the address of the page says of what. */
function useSimulation(url: UrlState) {
  const { vlanPlan } = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const what = url.get('what');
  const [guest, net, vid, prefix, address] = PARTS.map(url.get);
  const ask = async (signal: AbortSignal): Promise<VlanSimulation> => {
    if (what !== ONE) {
      return vlanPlan.simulateWave(what!, { asOf, signal });
    }
    const move = {
      guest: refOfText(guest ?? '') ?? '',
      ...(net && { net }),
      vid: Number(vid),
      prefix: prefix ?? '',
      ...(address && { address }),
    };
    return vlanPlan.simulate({ moves: [move] }, { signal });
  };
  return useLive<VlanSimulation>(
    `simulate ${asOf} ${what} ${guest} ${net} ${vid} ${prefix} ${address}`,
    what && !(asOf && what === ONE) ? ask : undefined,
  );
}

/** What breaks if a wave, or one guest, moves now? */
export function SimulateView() {
  const url = useUrlState();
  const { past } = useAsOf();
  const board = usePlanBoard();
  const simulation = useSimulation(url);
  const what = url.get('what');
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(
      ['what', ...PARTS].map(name => [name, url.get(name) ?? '']),
    ),
  );
  const fields = fieldsOf(board.data?.waves ?? [], past);
  const refused =
    simulation.problem?.kind === 'invalid'
      ? planProblem(PARTS, {
          statusCode: 400,
          message: simulation.problem.detail,
        })
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isOne = values.what === ONE;
    url.set({
      what: values.what,
      ...Object.fromEntries(
        PARTS.map(name => [name, isOne ? values[name]?.trim() : undefined]),
      ),
    });
  };
  const result =
    what && !simulation.problem?.kind.match(/invalid|not-found/)
      ? simulation.data
      : undefined;
  const isUsable = !board.data || board.data.status === 'read' || what === ONE;
  return (
    <PageFrame
      answer={result ?? board.data}
      problem={refused?.problem ?? simulation.problem ?? board.problem}
      onRetry={simulation.problem ? simulation.reload : board.reload}
      question={
        <>
          <PlanViews current="simulate" />
          <form
            className={styles.question}
            onSubmit={submit}
            aria-label="What breaks if"
            noValidate
          >
            {fields
              .filter(({ when }) => !when || when(values))
              .map(field => (
                <FormField
                  key={field.name}
                  field={field}
                  values={values}
                  error={refused?.errors[field.name]}
                  onChange={value =>
                    setValues(now => ({ ...now, [field.name]: value }))
                  }
                />
              ))}
            <Button
              size="small"
              variant="primary"
              type="submit"
              isDisabled={!values.what}
            >
              Show what breaks
            </Button>
          </form>
        </>
      }
    >
      {board.data && !isUsable && (
        <PlanMissing answer={board.data} onRetry={board.reload} />
      )}
      {isUsable && !what && (
        <EmptyState title="What breaks if …">
          Choose a wave or one guest. You see what becomes of every host name,
          who has to be asked, which switch ports lack the VLAN, and what has to
          be edited. Nothing is changed.
        </EmptyState>
      )}
      {what && simulation.loading && (
        <SkeletonLines lines={6} height={40} label="Trying it out" />
      )}
      {result && (
        <SimulationResult
          simulation={result}
          outdated={simulation.outdated}
          every={url.get('every') === '1'}
          onEvery={every => url.set({ every: every ? '1' : undefined })}
        />
      )}
    </PageFrame>
  );
}
