import { useState } from 'react';
import { Button, Link } from '@backstage/ui';
import { IpamRequestRecord } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code } from '../../../components/entityLink';
import { FormField } from '../../../components/form';
import { Facts, Section } from '../../../components/frame';
import { SidePanel } from '../../../components/panel';
import { ProblemState } from '../../../components/states';
import { entityLabel } from '../../../format/words';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLinks } from '../../../hooks/useLinks';
import { useMay } from '../../../hooks/useMay';
import { WouldGet } from './WouldGet';
import { RequestState } from './requestColumns';
import { useRequestDecision } from './useRequestDecision';

const REASON = {
  name: 'reason',
  label: 'Reason',
  as: 'lines' as const,
  hint: 'Needed to reject or to take back; it is kept with the request.',
};

function Asked(props: { request: IpamRequestRecord }) {
  const { request } = props;
  const { address, decidedAt, decidedBy, prefixId } = request;
  const links = useLinks();
  return (
    <Facts
      facts={[
        { label: 'For what', value: request.purpose },
        {
          label: 'Prefix',
          value: prefixId ? (
            <Link
              href={links.addresses({ view: 'prefixes', block: prefixId })}
              variant="body-medium"
            >
              <Code>{request.prefix}</Code>
            </Link>
          ) : (
            `${request.prefix}, which is gone`
          ),
        },
        {
          label: 'Wanted',
          value: request.wanted ? (
            <Code>{request.wanted}</Code>
          ) : (
            'the next free one'
          ),
        },
        { label: 'Host name', value: request.hostname },
        { label: 'Owner team', value: request.ownerTeam },
        { label: 'Service', value: request.service },
        {
          label: 'Days',
          value: request.days ?? 'until it is given back',
        },
        {
          label: 'Asked',
          value: (
            <>
              <Moment at={request.requestedAt} /> by{' '}
              {entityLabel(request.requestedBy)}
            </>
          ),
        },
        {
          label: 'Decided',
          value: decidedAt && decidedBy && (
            <>
              <Moment at={decidedAt} /> by {entityLabel(decidedBy)}
            </>
          ),
        },
        { label: 'Reason', value: request.reason },
        {
          label: 'Reserved',
          value: address && (
            <Link href={links.addresses({ address })} variant="body-medium">
              <Code>{address}</Code>
            </Link>
          ),
        },
      ]}
    />
  );
}

/** One request: what is asked, and the decision on it. */
export function RequestPanel(props: {
  request: IpamRequestRecord;
  isMine: boolean;
  onDecided: () => void;
  onOutdated: () => void;
  onClose: () => void;
}) {
  const { request, isMine, onDecided, onOutdated, onClose } = props;
  const mayDecide = useMay('decide on requests');
  const { past } = useAsOf();
  const [reason, setReason] = useState('');
  const decision = useRequestDecision(request, onDecided, onOutdated);
  const { busy, error, problem } = decision;
  const isOpen = request.state === 'open';
  const canDecide = isOpen && mayDecide && !past;
  return (
    <SidePanel
      title={`Request for ${request.wanted ?? request.prefix}`}
      onClose={onClose}
      footer={
        canDecide && (
          <>
            <Button
              size="small"
              variant="secondary"
              isPending={busy === 'reject'}
              isDisabled={busy === 'accept'}
              onPress={() => decision.decide('reject', reason)}
            >
              {isMine ? 'Take it back' : 'Reject'}
            </Button>
            {!isMine && (
              <Button
                size="small"
                variant="primary"
                isPending={busy === 'accept'}
                isDisabled={busy === 'reject'}
                onPress={() => decision.decide('accept', reason)}
              >
                Accept
              </Button>
            )}
          </>
        )
      }
    >
      <div>
        <RequestState state={request.state} />
      </div>
      <Asked request={request} />
      {problem && <ProblemState problem={problem} />}
      {isOpen && isMine && (
        <p>
          This is your own request: somebody else has to accept it.
          {canDecide && ' You may take it back.'}
        </p>
      )}
      {isOpen && !isMine && !mayDecide && (
        <p>
          Deciding needs the permission itops.ipam.approve. Ask the IT platform
          team for it.
        </p>
      )}
      {canDecide && !isMine && <WouldGet request={request} />}
      {canDecide && (
        <Section title="Decide">
          <FormField
            field={REASON}
            values={{ reason }}
            error={error}
            onChange={setReason}
          />
        </Section>
      )}
    </SidePanel>
  );
}
