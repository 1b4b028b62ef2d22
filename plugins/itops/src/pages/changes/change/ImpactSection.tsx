import { useApi } from '@backstage/frontend-plugin-api';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { EntityLink } from '../../../components/entityLink';
import { Section } from '../../../components/frame';
import { FreshnessStrip } from '../../../components/freshness';
import { LandingList } from '../../../components/path';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { useLive } from '../../../hooks/useLive';
import styles from '../Changes.module.css';

/** The host names that land on one thing that is changed. */
function Landing(props: { target: string }) {
  const { target } = props;
  const api = useApi(itopsApiRef);
  const live = useLive(`impact on ${target}`, signal =>
    api.reverse(target, { signal }),
  );
  const { data, problem } = live;
  return (
    <div className={styles.parts}>
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {live.loading && (
        <SkeletonLines lines={2} label={`Loading what lands on ${target}`} />
      )}
      {data && <FreshnessStrip sources={data.sources} />}
      {data && data.items.length > 0 && (
        <LandingList
          label={`Host names that land on ${target}`}
          refName={target}
          rows={data.items}
          total={data.total}
        />
      )}
      {data && data.items.length === 0 && (
        <p className={styles.text}>
          {data.known
            ? `No host name is known to land on ${target}.`
            : `No source tells of ${target} now, so nobody can say what lands there.`}
        </p>
      )}
    </div>
  );
}

/** Whose guest it is, as it is known now. */
function Owner(props: { guestId: string }) {
  const { guestId } = props;
  const api = useApi(itopsApiRef);
  const { data, problem } = useLive(`owner of ${guestId}`, signal =>
    api.guest(guestId, { signal }),
  );
  if (problem) {
    return (
      <p className={styles.text}>
        Nobody can say whose guest it is: {problem.title}
      </p>
    );
  }
  if (!data) {
    return <SkeletonLines lines={1} label="Loading the owner" />;
  }
  const { ownership } = data.guest;
  return (
    <p className={styles.text}>
      {ownership?.ownerRef ? (
        <>
          It belongs to <EntityLink entityRef={ownership.ownerRef} />.
        </>
      ) : (
        'Nobody is written down as its owner.'
      )}
    </p>
  );
}

/** Who notices: the owner, and the host names that land on what is changed. */
export function ImpactSection(props: { change: ChangeRequest }) {
  const { intent, sourceId, targets } = props.change;
  const guestId = `${sourceId}/${intent.vmid}`;
  return (
    <Section card title="Who is affected">
      <div className={styles.parts}>
        {intent.verb === 'guest.create' ? (
          <p className={styles.text}>
            It will belong to <EntityLink entityRef={intent.ownerRef} />.
          </p>
        ) : (
          <Owner guestId={guestId} />
        )}
        {targets
          .filter(
            target =>
              // What is created has nothing that lands on it yet; its address may.
              intent.verb !== 'guest.create' || target.startsWith('address:'),
          )
          .map(target => (
            <Landing key={target} target={target} />
          ))}
      </div>
    </Section>
  );
}
