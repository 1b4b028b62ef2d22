import { FormEvent, useEffect, useId, useMemo, useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Code } from '../../../components/entityLink';
import { PageFrame, Section } from '../../../components/frame';
import {
  EmptyState,
  NothingThere,
  SkeletonLines,
} from '../../../components/states';
import { DataTable } from '../../../components/table';
import { count } from '../../../format/quantity';
import { observingSources } from '../../../format/relevantSources';
import { useLinks } from '../../../hooks/useLinks';
import { useLive } from '../../../hooks/useLive';
import { useUrlState } from '../../../hooks/useUrlState';
import form from '../../../components/form/Form.module.css';
import { HostViews } from '../HostViews';
import { CAPACITY_CONFIG } from '../capacityConfig';
import hosts from '../Hosts.module.css';
import { listOf, unknownsOf } from '../placement/placementRequest';
import { nodeName } from '../sayCapacity';
import { Move, moveColumns } from './moveColumns';

const idOf = (move: Move) => `${move.guestId} ${move.toNodeId}`;
const NOTHING = <p className={hosts.note}>No guest would move.</p>;

const CHECKS = [
  { name: 'covered', label: 'Only to nodes with a subscription' },
  { name: 'anyVlan', label: 'Accept where the VLAN is unknown' },
  { name: 'anyKey', label: 'Accept where the subscription is unknown' },
];

/** What moves must keep; what is asked is in the address of the page. */
function RulesForm() {
  const url = useUrlState();
  const id = useId();
  const asked = url.get('tags') ?? '';
  const [tags, setTags] = useState(asked);
  useEffect(() => setTags(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    url.set({ tags: tags.trim() });
  };
  return (
    <form
      className={hosts.list}
      aria-label="What moves must keep"
      onSubmit={submit}
    >
      <div className={form.field}>
        <label className={form.label} htmlFor={id}>
          Keep guests with the same tag apart
        </label>
        <div className={hosts.tools}>
          <input
            id={id}
            className={form.input}
            style={{ inlineSize: 'min(280px, 100%)' }}
            value={tags}
            placeholder="tags, with commas"
            onChange={event => setTags(event.target.value)}
          />
          <Button type="submit" size="small" variant="secondary">
            Search again
          </Button>
        </div>
      </div>
      <div className={hosts.tools}>
        {CHECKS.map(({ name, label }) => (
          <label key={name} className={hosts.check}>
            <input
              type="checkbox"
              checked={Boolean(url.get(name))}
              onChange={event =>
                url.set({ [name]: event.target.checked ? '1' : undefined })
              }
            />
            {label}
          </label>
        ))}
      </div>
    </form>
  );
}

/** Which nodes could be emptied. Proposals: there is nothing here that acts. */
export function ConsolidationView() {
  const { capacity } = useApi(itopsApiRef);
  const url = useUrlState();
  const antiAffinityTags = listOf(url.get('tags'));
  const acceptUnknown = unknownsOf({
    anyVlan: url.get('anyVlan'),
    anyKey: url.get('anyKey'),
  });
  const request = {
    ...(antiAffinityTags.length > 0 && { antiAffinityTags }),
    ...(url.get('covered') && { requireSubscription: true }),
    ...(acceptUnknown.length > 0 && { acceptUnknown }),
  };
  const live = useLive(`consolidation ${JSON.stringify(request)}`, signal =>
    capacity.consolidation(request, { signal }),
  );
  const links = useLinks();
  const columns = useMemo(() => moveColumns(links), [links]);
  const { data } = live;
  const nothing =
    data && data.emptied.length + data.moves.length + data.kept.length === 0;
  return (
    <PageFrame
      answer={data}
      problem={live.problem}
      onRetry={live.reload}
      question={<HostViews current="consolidation" />}
    >
      <Alert
        status="info"
        icon
        title="Proposals only: nothing is moved."
        description="These are changes to be judged and asked for. Nobody carries them out, and this page has no button that does."
      />
      {!nothing && <RulesForm />}
      {live.loading && (
        <SkeletonLines lines={3} height={80} label="Loading proposals" />
      )}
      {nothing && (
        <NothingThere
          what="nodes"
          teaches="This page proposes which nodes could be emptied. It needs a Proxmox cluster to read and measure."
          config={CAPACITY_CONFIG}
          sources={observingSources(data.sources)}
        />
      )}
      {data && !nothing && (
        <div className={hosts.parts} aria-busy={live.outdated}>
          {data.emptied.length === 0 ? (
            <EmptyState title="No node can be emptied">
              {data.search === 'bounded'
                ? 'The search was bounded: more may be possible.'
                : 'All combinations were tried.'}
            </EmptyState>
          ) : (
            <Section
              title={`Could be emptied: ${data.emptied
                .map(nodeName)
                .join(', ')}`}
              aside={count(data.moves.length, 'proposed move')}
            >
              <p className={hosts.note}>
                {data.search === 'bounded'
                  ? 'The search was bounded: more may be possible.'
                  : 'All combinations were tried: no more nodes can be emptied at once.'}
              </p>
              <DataTable
                label="Proposed moves"
                columns={columns}
                rows={data.moves}
                idOf={idOf}
                outdated={live.outdated}
                empty={NOTHING}
              />
            </Section>
          )}
          <Section
            title="Stay as they are"
            aside={count(data.kept.length, 'node')}
          >
            <ul className={hosts.reasons}>
              {data.kept.map(({ nodeId, code, message }) => (
                <li key={nodeId}>
                  <strong>{nodeName(nodeId)}</strong>: {message}{' '}
                  <Code>{code}</Code>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </PageFrame>
  );
}
