import { ReactNode } from 'react';
import {
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { useAsOf } from '../../hooks/useAsOf';
import { useEntityHref } from '../../hooks/useEntityHref';
import { PastBanner } from '../asof';
import { ClockProvider } from '../clock';
import { FreshnessStrip } from '../freshness';
import styles from './SidePanel.module.css';

/**
 * A drawer from the right edge (the whole screen on a phone). It is a Backstage
 * UI dialog in another place: focus is kept inside, Escape and a press beside
 * it close it, and focus goes back to where it came from.
 */
export function SidePanel(props: {
  title: string;
  onClose: () => void;
  footer?: ReactNode;
  /** Catalog entity of what it is about; the footer leads there. */
  entityRef?: string;
  /** The answer it draws: sets the clock, and its sources are shown. */
  answer?: { at: string; sources: SourceFreshness[] };
  children: ReactNode;
}) {
  const { title, onClose, footer, entityRef, answer, children } = props;
  const href = useEntityHref()(entityRef);
  const { past } = useAsOf();
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      className={styles.panel}
    >
      <DialogHeader>{title}</DialogHeader>
      <ClockProvider at={answer?.at} past={past}>
        <DialogBody className={styles.body}>
          {past && <PastBanner />}
          {answer && <FreshnessStrip sources={answer.sources} />}
          {children}
        </DialogBody>
        {(footer || href) && (
          <DialogFooter>
            {footer}
            {href && (
              <ButtonLink size="small" variant="secondary" href={href}>
                Open its catalog page
              </ButtonLink>
            )}
          </DialogFooter>
        )}
      </ClockProvider>
    </Dialog>
  );
}
