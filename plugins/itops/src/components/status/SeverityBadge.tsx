import {
  RiAlarmWarningLine,
  RiAlertLine,
  RiErrorWarningLine,
  RiInformationLine,
} from '@remixicon/react';
import { SEVERITIES, wordOf } from '../../format/words';
import { IconComponent, StatusChip } from './StatusChip';

const ICONS: Record<string, IconComponent> = {
  critical: RiAlarmWarningLine,
  error: RiErrorWarningLine,
  warning: RiAlertLine,
  info: RiInformationLine,
};

/** How bad a finding is. */
export function SeverityBadge(props: { severity: string; label?: string }) {
  const { severity } = props;
  const word = wordOf(SEVERITIES, severity);
  return (
    <StatusChip
      tone={word.tone}
      label={props.label ?? word.label}
      hint={word.hint}
      icon={ICONS[severity]}
      strong={severity === 'critical'}
    />
  );
}
