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
import { refOfEntity } from './refOfEntity';

type WithFindings = Answer & { findings: Finding[] };

function behind({ findings }: WithFindings) {
  return findings.flatMap(({ evidence }) => evidence);
}

/** More than one card can show to anybody. */
const MOST = 200;

/** Which question brings the findings of an entity of this type. */
async function ask(
  api: ItopsApi,
  type: unknown,
  id: string,
  options: ItopsReadOptions,
): Promise<WithFindings> {
  switch (type) {
    case 'guest':
      return api.guest(id, options);
    case 'hypervisor':
      return api.node(id, options);
    case 'ip-address':
      return api.address(id, options);
    default: {
      const { asOf, signal } = options;
      const { items, ...answer } = await api.findings(
        { of: refOfEntity(type, id), asOf, limit: MOST },
        { signal },
      );
      return { ...answer, findings: items };
    }
  }
}

/** Said of what has none: the host name has them along its path. */
const NOTHING: Record<string, string> = {
  switch: 'No open finding concerns it or one of its ports.',
  'public-hostname': 'No open finding concerns anything its path leads over.',
};

function Findings(props: {
  findings: Finding[];
  /** What is said where there is none. */
  nothing: string;
  live: Live<WithFindings>;
}) {
  const { findings, nothing, live } = props;
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
    return <div>{nothing}</div>;
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

/** Entity card: what is wrong with this guest, node, address, switch or port, or on the path of this host name. */
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
      {({ findings }, live) => (
        <Findings
          findings={findings}
          nothing={NOTHING[String(type)] ?? 'No open finding concerns it.'}
          live={live}
        />
      )}
    </LiveCard>
  );
}
