import { ReactNode } from 'react';
import { PlacementAnswer } from '@sankofa/plugin-itops-common';
import { Code } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { StatusChip } from '../../../components/status';
import { count, percent } from '../../../format/quantity';
import { sourceName } from '../../../format/words';
import hosts from '../Hosts.module.css';
import { nodeName } from '../sayCapacity';

type Reason = PlacementAnswer['rejected'][number]['reasons'][number];

const share = (value: number) => `${percent(value, 1)}\u00a0%`;

function Reasons(props: { reasons: Reason[] }) {
  return (
    <ul className={hosts.reasons}>
      {props.reasons.map(({ code, message }) => (
        <li key={`${code} ${message}`}>
          {message} <Code>{code}</Code>
        </li>
      ))}
    </ul>
  );
}

function NodeHead(props: {
  nodeId: string;
  rank?: number;
  children: ReactNode;
}) {
  const { nodeId, rank, children } = props;
  return (
    <div className={hosts.head}>
      <h3 className={hosts.name}>
        {[rank && `${rank}.`, nodeName(nodeId)].filter(Boolean).join(' ')}
      </h3>
      {children}
      <span className={hosts.note}>
        {sourceName(nodeId.slice(0, nodeId.lastIndexOf('/')))}
      </span>
    </div>
  );
}

/** Nodes that can take the guest, the best first, and why each other one cannot. */
export function PlacementResult(props: { answer: PlacementAnswer }) {
  const { ranked, rejected } = props.answer;
  return (
    <>
      <Section
        title="Nodes that can take it"
        aside={count(ranked.length, 'node')}
      >
        {ranked.length === 0 ? (
          <p className={hosts.note}>
            No node can take it. Below is what each one lacks.
          </p>
        ) : (
          <ol className={hosts.list}>
            {ranked.map(({ nodeId, rank, score, storage, after, reasons }) => (
              <li key={nodeId} className={hosts.card}>
                <NodeHead nodeId={nodeId} rank={rank}>
                  {rank === 1 && <StatusChip tone="success" label="best" />}
                </NodeHead>
                <p className={hosts.note}>
                  {[
                    `Its fullest resource would be at ${share(
                      score,
                    )} of what may be given out`,
                    `CPU ${share(after.cpu)}`,
                    `memory ${share(after.memory)}`,
                    after.storage === undefined
                      ? undefined
                      : `storage${storage ? ` ${storage}` : ''} ${share(
                          after.storage,
                        )}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <Reasons reasons={reasons} />
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section title="Nodes that cannot" aside={count(rejected.length, 'node')}>
        {rejected.length === 0 ? (
          <p className={hosts.note}>No node was rejected.</p>
        ) : (
          <ul className={hosts.list}>
            {rejected.map(({ nodeId, reasons }) => (
              <li key={nodeId} className={hosts.card}>
                <NodeHead nodeId={nodeId}>
                  <StatusChip tone="danger" label="rejected" />
                </NodeHead>
                <Reasons reasons={reasons} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
