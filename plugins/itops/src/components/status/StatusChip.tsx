import { ComponentType } from 'react';
import {
  RiAlertLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiInformationLine,
  RiPencilLine,
  RiQuestionLine,
} from '@remixicon/react';
import { Tone } from '../../format/words';
import styles from './StatusChip.module.css';

/** An icon of 1em. */
export type IconComponent = ComponentType<{
  size?: number | string;
  className?: string;
}>;

const TONE_ICONS: Record<Tone, IconComponent> = {
  success: RiCheckLine,
  info: RiInformationLine,
  neutral: RiPencilLine,
  warning: RiAlertLine,
  danger: RiErrorWarningLine,
  unknown: RiQuestionLine,
};

export interface StatusChipProps {
  tone: Tone;
  /** The word; a chip without one would be colour alone. */
  label: string;
  icon?: IconComponent;
  hint?: string;
  /** Strong chips are filled: for what must be seen first. */
  strong?: boolean;
}

/** Status is always word + icon + colour. */
export function StatusChip(props: StatusChipProps) {
  const { tone, label, hint, strong } = props;
  const Icon = props.icon ?? TONE_ICONS[tone];
  return (
    <span
      className={styles.chip}
      data-tone={tone}
      data-strong={strong || undefined}
      title={hint || undefined}
    >
      <span aria-hidden="true" className={styles.icon}>
        <Icon size="1em" />
      </span>
      <span className={styles.label}>{label}</span>
    </span>
  );
}
