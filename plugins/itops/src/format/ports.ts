import { SwitchPortRow } from '@sankofa/plugin-itops-common';
import { bitRate } from './quantity';
import { Word } from './words';

export const PORT_STATES: Record<string, Word> = {
  up: { label: 'up', tone: 'success', hint: 'It has a link.' },
  down: { label: 'down', tone: 'neutral', hint: 'It has no link.' },
  disabled: {
    label: 'off',
    tone: 'unknown',
    hint: 'It is switched off on purpose.',
  },
};

/** `up`, `down` or `disabled`. */
export function portState({ up, enabled }: SwitchPortRow): string {
  if (!enabled) {
    return 'disabled';
  }
  return up ? 'up' : 'down';
}

/** "3", "1+2" for a link aggregation group. */
export function portNumbers({ ports }: SwitchPortRow): string {
  return ports.join('+');
}

/** "10 Gbit/s", "2 × 10 Gbit/s"; undefined while there is no link. */
export function portSpeed({
  up,
  speedMbps,
  ports,
}: SwitchPortRow): string | undefined {
  if (!up || !speedMbps) {
    return undefined;
  }
  const one = bitRate(speedMbps);
  return ports.length > 1 ? `${ports.length} × ${one}` : one;
}

/** "all", "110, 160", "none". */
export function taggedText({ taggedVlans }: SwitchPortRow): string {
  if (taggedVlans === 'all') {
    return 'all';
  }
  return taggedVlans.length > 0 ? taggedVlans.join(', ') : 'none';
}
