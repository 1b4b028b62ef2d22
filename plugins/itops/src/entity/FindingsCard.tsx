import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Answer,
  Finding,
  ItopsApi,
  ItopsReadOptions,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import {
  DecisionBar,
  FindingItem,
  FindingList,
  FindingPanel,
} from '../components/finding';
import { Live } from '../hooks/useLive';
import { LiveCard } from './LiveCard';

type WithFindings = Answer & { findings: Finding[] };

function behind({ findings }: WithFindings) {
  return findings.flatMap(({ evidence }) => evidence);
}

/** Which question brings the findings of an entity of this type. */
function ask(
  api: ItopsApi,
  type: unknown,
  id: string,
  options: ItopsReadOptions,
): Promise<WithFindings> {
  if (type === 'hypervisor') {
    return api.node(id, options);
  }
  return type === 'ip-address'
    ? api.address(id, options)
    : api.guest(id, options);
}

function Findings(props: { findings: Finding[]; live: Live<WithFindings> }) {
  const { findings, live } = props;
  const [openId, setOpenId] = useState<string>();
  const { replace } = live;
  const onChange = useCallback(
    (changed: Finding) =>
      replace(answer => ({
        ...answer,
        findings: answer.findings.map(item =>
          item.id === changed.id ? changed : item,
        ),
      })),
    [replace],
  );
  const open = findings.find(({ id }) => id === openId);
  if (findings.length === 0) {
    return <div>No open finding concerns it.</div>;
  }
  return (
    <>
      <FindingList label="Findings">
        {findings.map(finding => (
          <FindingItem
            key={finding.id}
            finding={finding}
            onOpen={({ id }) => setOpenId(id)}
            actions={<DecisionBar finding={finding} onChange={onChange} />}
          />
        ))}
      </FindingList>
      {open && (
        <FindingPanel
          finding={open}
          onChange={onChange}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </>
  );
}

/** Entity card: what is wrong with this guest, node or address. */
export function FindingsCard() {
  const api = useApi(itopsApiRef);
  const { entity } = useEntity();
  const type = entity.spec?.type;
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => ask(api, type, id, options),
    [api, type],
  );
  return (
    <LiveCard
      title="Findings"
      name={`findings ${type}`}
      load={load}
      behind={behind}
    >
      {({ findings }, live) => <Findings findings={findings} live={live} />}
    </LiveCard>
  );
}
