import { useEffect, useRef } from 'react';
import { RiRefreshLine } from '@remixicon/react';
import { Button, VisuallyHidden } from '@backstage/ui';
import { SourceView } from '@sankofa/plugin-itops-common';
import { FreshnessStamp } from '../../components/freshness';
import { count } from '../../format/quantity';
import { sourceName } from '../../format/words';
import { CollectProgress } from './CollectProgress';
import { HeldRemoval } from './HeldRemoval';
import { PassRow } from './PassRow';
import { RunHistory } from './RunHistory';
import { TroubledScopes } from './TroubledScopes';
import { PassProgress } from './collecting';
import styles from './SourceCard.module.css';

/** One source: how it stands, why, how its runs went, and what can be done. */
export function SourceCard(props: {
  source: SourceView;
  /** A link pointed here: it is scrolled into view and marked. */
  chosen: boolean;
  progress: PassProgress[];
  /** Absent where the viewer may not, or looks at the past. */
  onCollect?: () => void;
  onAccepted: () => void;
}) {
  const { source, chosen, progress, onCollect, onAccepted } = props;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) {
      card.current?.scrollIntoView?.({ block: 'center' });
    }
  }, [chosen]);
  const name = sourceName(source.sourceId, source.kind);
  const busy = progress.some(({ state }) => state !== 'done');
  const calm = source.freshness === 'fresh' || source.freshness === 'aging';

  return (
    <section
      ref={card}
      className={styles.card}
      aria-label={name}
      data-chosen={chosen || undefined}
      data-freshness={source.freshness}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        <FreshnessStamp label={source} />
        <span className={styles.muted}>
          {`${count(source.facts, 'fact')} in ${count(source.scopes, 'part')}`}
          {source.title && source.title !== name && ` · ${source.title}`}
        </span>
        {onCollect && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiRefreshLine />}
            isPending={busy}
            onPress={onCollect}
            className={styles.collect}
          >
            Collect now
            <VisuallyHidden>{` from ${name}`}</VisuallyHidden>
          </Button>
        )}
      </header>
      {/* What is held back is said below, with what can be done about it. */}
      {!calm && !source.heldRemoval && source.message && (
        <p className={styles.reason} role="note">
          {source.message}
        </p>
      )}
      <CollectProgress steps={progress} />
      <HeldRemoval source={source} onAccepted={onAccepted} />
      <ul className={styles.passes}>
        {source.passes.map(pass => (
          <PassRow key={pass.pass} pass={pass} said={source.message} />
        ))}
      </ul>
      <TroubledScopes source={source} />
      <RunHistory passes={source.passes} />
    </section>
  );
}
