import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ItopsReadOptions, NodeDetail } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Section } from '../components/frame';
import { NodeFacts } from '../components/node';
import { LiveCard } from './LiveCard';
import { NodeInterfaces, NodeStorages } from './NodeParts';

function behind({ node }: NodeDetail) {
  return [node];
}

/** Entity card of a node: status, what is allocated, interfaces, storage. */
export function NodeCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.node(id, options),
    [api],
  );
  return (
    <LiveCard title="Node" name="node" load={load} behind={behind}>
      {({ node }) => (
        <>
          <NodeFacts node={node} />
          <Section title="Interfaces">
            <NodeInterfaces node={node} />
          </Section>
          <Section title="Storage">
            <NodeStorages node={node} />
          </Section>
        </>
      )}
    </LiveCard>
  );
}
