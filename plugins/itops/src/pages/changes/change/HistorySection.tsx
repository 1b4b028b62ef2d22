import { Link } from '@backstage/ui';
import {
  ChangeRequest,
  ChangeRequestEvent,
} from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Section } from '../../../components/frame';
import { actorName, eventWords } from '../../../format/changes';
import { useLinks } from '../../../hooks/useLinks';
import { Sentence } from './Sentence';
import styles from '../Changes.module.css';

function Event(props: { event: ChangeRequestEvent }) {
  const { actor, at, details, kind } = props.event;
  const { reason, ...rest } = details;
  return (
    <li className={styles.event}>
      <span className={styles.line}>
        <Moment at={at} absolute />
        <span>
          <strong title={actor}>{actorName(actor)}</strong> {eventWords(kind)}
          {typeof reason === 'string' && (
            <>
              : <Sentence text={reason} />
            </>
          )}
        </span>
      </span>
      {Object.keys(rest).length > 0 && (
        <details className={styles.details}>
          <summary>More of it</summary>
          <pre className={styles.log}>{JSON.stringify(rest, undefined, 2)}</pre>
        </details>
      )}
    </li>
  );
}

/** Everything that happened to it, newest first; and its rows of the audit trail. */
export function HistorySection(props: { change: ChangeRequest }) {
  const { events, id } = props.change;
  const links = useLinks();
  return (
    <Section
      card
      title="History"
      aside={
        <Link
          href={links.audit({ subject: `change:${id}` })}
          variant="body-small"
        >
          Its rows of the audit trail
        </Link>
      }
    >
      <ol className={styles.plain} aria-label="History" reversed>
        {[...events].reverse().map(event => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
    </Section>
  );
}
