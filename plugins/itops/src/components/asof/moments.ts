import { startOfDay } from '../../format/time';

const HOUR = 3_600_000;

/** Moments people ask for most, by a word. */
export const MOMENTS: { label: string; moment: (now: number) => string }[] = [
  {
    label: '1 hour ago',
    moment: now => new Date(now - HOUR).toISOString(),
  },
  { label: 'Start of today', moment: startOfDay },
  {
    label: '1 day ago',
    moment: now => new Date(now - 24 * HOUR).toISOString(),
  },
  {
    label: '7 days ago',
    moment: now => new Date(now - 7 * 24 * HOUR).toISOString(),
  },
];
