import { Link } from '@backstage/ui';
import { PathRow, SourceFreshness } from '@sankofa/plugin-itops-common';
import { HOP_STATUSES, hopKind, hopReason } from '../../format/hops';
import { relevantSources } from '../../format/relevantSources';
import { sourceName, wordOf } from '../../format/words';
import { useLinks } from '../../hooks/useLinks';
import { Code } from '../entityLink';
import { EvidenceList } from '../finding';
import { Facts, Section } from '../frame';
import { SidePanel } from '../panel';
import { StateBadge } from '../status';
import { PathItem } from './PathItem';
import { hopAt } from './pathLines';
import { walkHops } from './walkHops';
import styles from './HopPanel.module.css';

/** What one step of a path rests on, and where it stands in the path. */
export function HopPanel(props: {
  row: PathRow;
  hopId: string;
  answer: { at: string; sources: SourceFreshness[] };
  onOpen: (hopId: string) => void;
  onClose: () => void;
}) {
  const { row, answer, onOpen, onClose } = props;
  const links = useLinks();
  const hopId = hopAt(row, props.hopId) ? props.hopId : '0';
  const hop = hopAt(row, hopId);
  if (!hop) {
    return null;
  }
  const { kind, ref, status, reason, title, evidence } = hop;
  const address =
    kind === 'address' && ref ? ref.slice('address:'.length) : undefined;
  return (
    <SidePanel
      title={`${hopKind(kind)}: ${title}`}
      onClose={onClose}
      answer={{
        at: answer.at,
        sources: relevantSources(answer.sources, [
          { sourceId: row.proxySourceId },
          ...evidence,
        ]),
      }}
      entityRef={hop.entityRef}
    >
      <div className={styles.verdict}>
        <StateBadge of="hop" state={status} />
        <p>
          {reason === undefined
            ? wordOf(HOP_STATUSES, status).hint
            : hopReason(reason)}
        </p>
      </div>
      {ref !== null && (
        <div className={styles.ways}>
          <Link href={links.paths({ view: 'reverse', ref })}>
            What lands here?
          </Link>
          {address && (
            <Link href={links.addresses({ address })}>Who claims it?</Link>
          )}
          {kind === 'switch-port' && (
            <Link href={links.ports({ port: ref })}>Show it on the switch</Link>
          )}
        </div>
      )}
      <Section title="Evidence">
        <EvidenceList evidence={evidence} />
      </Section>
      {row.shadowed.length > 0 && (
        <p className={styles.shadowed}>
          {'Rows that match the name, too, and lose: '}
          <Code>{row.shadowed.join(', ')}</Code>
        </p>
      )}
      <Section title="The whole path">
        {/* Keys of the buttons inside bubble up to here. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div onKeyDown={walkHops}>
          <PathItem
            row={row}
            stacked
            unfolded
            currentId={hopId}
            onOpen={onOpen}
          />
        </div>
      </Section>
      <Facts
        facts={[
          ref === null
            ? undefined
            : { label: 'Named in files as', value: <Code>{ref}</Code> },
          {
            label: 'Proxy that knows the name',
            value: sourceName(row.proxySourceId),
          },
        ]}
      />
    </SidePanel>
  );
}
