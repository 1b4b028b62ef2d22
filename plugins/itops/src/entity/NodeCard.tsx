import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ItopsReadOptions } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Section } from '../components/frame';
import { NodeFacts } from '../components/node';
import { behindNode } from '../format/behind';
import { LiveCard } from './LiveCard';
import { NodeInterfaces, NodeStorages } from './NodeParts';

/** Entity card of a node: status, what is allocated, interfaces, storage. */
export function NodeCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.node(id, options),
    [api],
  );
  return (
    <LiveCard title="Node" name="node" load={load} behind={behindNode}>
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
