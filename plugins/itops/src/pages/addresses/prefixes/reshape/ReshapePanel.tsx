import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Checkbox } from '@backstage/ui';
import {
  IpamPrefixRecord,
  IpamReshape,
  IpamReshapeAnswer,
} from '@sankofa/plugin-itops-common';
import { FormField } from '../../../../components/form';
import { Choice } from '../../../../components/import';
import { SidePanel } from '../../../../components/panel';
import { ProblemState } from '../../../../components/states';
import { sayPrefix } from '../../../../format/ipam';
import { useUrlState } from '../../../../hooks/useUrlState';
import { ReshapePreview } from './ReshapePreview';
import { SHAPES, Shape, neighboursOf, splitLengths } from './shapes';
import { useReshape } from './useReshape';
import styles from '../../../../components/import/Import.module.css';

const OPTIONS: { value: Shape; label: string; hint: string }[] = [
  {
    value: 'split',
    label: 'Split',
    hint: 'into equal parts; it stays as the container around them',
  },
  {
    value: 'merge',
    label: 'Merge',
    hint: 'with its neighbours into one that they fill exactly',
  },
  {
    value: 'resize',
    label: 'Resize',
    hint: 'to a network around it or inside it',
  },
];

const DONE: Record<Shape, string> = {
  split: 'Split',
  merge: 'Merged',
  resize: 'Resized',
};

/** Splits, merges or resizes a prefix, after a preview of what that touches. */
export function ReshapePanel(props: {
  prefix: IpamPrefixRecord;
  prefixes: IpamPrefixRecord[];
  onOutdated: () => Promise<void>;
  /** @param cidr - what is shown next */
  onDone: (cidr: string) => void;
  onClose: () => void;
}) {
  const { prefix, prefixes, onOutdated, onDone, onClose } = props;
  const url = useUrlState();
  const toastApi = useApi(toastApiRef);
  const wanted = url.get('reshape');
  const shape = SHAPES.find(known => known === wanted) ?? 'split';
  const lengths = splitLengths(prefix.cidr);
  const [length, setLength] = useState(lengths[0]?.value ?? '');
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const [network, setNetwork] = useState('');
  const neighbours = neighboursOf(prefix, prefixes);

  const reshapes: Record<Shape, IpamReshape | undefined> = {
    split: length ? { kind: 'split', length: Number(length) } : undefined,
    merge: others.size > 0 ? { kind: 'merge', with: [...others] } : undefined,
    resize: network.trim()
      ? { kind: 'resize', cidr: network.trim() }
      : undefined,
  };
  const reshape = reshapes[shape];
  const finish = ({ added }: IpamReshapeAnswer) => {
    toastApi.post({
      title: `${DONE[shape]} ${prefix.cidr}.`,
      status: 'success',
    });
    onDone(shape === 'split' ? prefix.cidr : added[0] ?? prefix.cidr);
  };
  const state = useReshape(prefix, reshape, onOutdated, finish);
  const { preview, problem, busy } = state;
  return (
    <SidePanel
      title={`Reshape ${prefix.cidr}`}
      onClose={onClose}
      footer={
        <>
          <Button
            size="small"
            variant={preview ? 'secondary' : 'primary'}
            isDisabled={!reshape || busy === 'writing'}
            isPending={busy === 'looking'}
            onPress={state.look}
          >
            {preview ? 'Preview again' : 'Preview'}
          </Button>
          {preview && (
            <Button
              size="small"
              variant="primary"
              isDisabled={preview.problems.length > 0 || busy === 'looking'}
              isPending={busy === 'writing'}
              onPress={state.apply}
            >
              {`${OPTIONS.find(({ value }) => value === shape)!.label} now`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.steps}>
        <Choice
          legend="What becomes of it"
          name="shape"
          value={shape}
          options={OPTIONS}
          onChange={value => url.set({ reshape: value }, { replace: true })}
        />
        {shape === 'split' &&
          (lengths.length > 0 ? (
            <FormField
              field={{
                name: 'length',
                label: 'Parts',
                as: 'choice',
                options: lengths,
                always: true,
              }}
              values={{ length }}
              error={undefined}
              onChange={setLength}
            />
          ) : (
            <p>It is one address, which cannot be split.</p>
          ))}
        {shape === 'merge' && (
          <fieldset className={styles.choice}>
            <legend>Neighbours to merge it with</legend>
            {neighbours.length === 0 && (
              <span>No other prefix lies beside it.</span>
            )}
            {neighbours.map(other => (
              <Checkbox
                key={other.id}
                isSelected={others.has(other.id)}
                onChange={isChosen => {
                  const next = new Set(others);
                  if (isChosen) {
                    next.add(other.id);
                  } else {
                    next.delete(other.id);
                  }
                  setOthers(next);
                }}
              >
                {sayPrefix(other)}
              </Checkbox>
            ))}
          </fieldset>
        )}
        {shape === 'resize' && (
          <FormField
            field={{
              name: 'network',
              label: 'New network',
              required: true,
              hint: `Around ${prefix.cidr} or inside it.`,
            }}
            values={{ network }}
            error={undefined}
            onChange={setNetwork}
          />
        )}
        {problem && <ProblemState problem={problem} />}
        {preview && <ReshapePreview answer={preview} />}
      </div>
    </SidePanel>
  );
}
