import {
  RiCheckDoubleLine,
  RiCheckLine,
  RiCircleLine,
  RiErrorWarningLine,
  RiEyeLine,
  RiEyeOffLine,
  RiInformationLine,
  RiBookmarkLine,
  RiPauseCircleLine,
  RiPencilLine,
  RiPlayCircleLine,
  RiPulseLine,
  RiStopCircleLine,
  RiTimeLine,
} from '@remixicon/react';
import {
  ADDRESS_STATES,
  FINDING_STATES,
  GUEST_STATUSES,
  NODE_STATUSES,
  RUN_STATUSES,
  Word,
  wordOf,
} from '../../format/words';
import { IconComponent, StatusChip } from './StatusChip';

const VOCABULARIES: Record<string, Record<string, Word>> = {
  address: ADDRESS_STATES,
  guest: GUEST_STATUSES,
  node: NODE_STATUSES,
  finding: FINDING_STATES,
  run: RUN_STATUSES,
};

const ICONS: Record<string, IconComponent> = {
  'address/conflict': RiErrorWarningLine,
  'address/agreed': RiCheckLine,
  'address/held': RiTimeLine,
  'address/reserved': RiBookmarkLine,
  'address/observed-only': RiEyeLine,
  'address/declared-only': RiPencilLine,
  'address/free': RiCircleLine,
  'guest/running': RiPlayCircleLine,
  'guest/stopped': RiStopCircleLine,
  'guest/paused': RiPauseCircleLine,
  'guest/suspended': RiPauseCircleLine,
  'node/online': RiPulseLine,
  'node/offline': RiErrorWarningLine,
  'finding/open': RiInformationLine,
  'finding/acknowledged': RiEyeLine,
  'finding/suppressed': RiEyeOffLine,
  'finding/resolved': RiCheckDoubleLine,
};

/** The state of an address, guest, node, finding or run. */
export function StateBadge(props: {
  of: 'address' | 'guest' | 'node' | 'finding' | 'run';
  state: string;
}) {
  const { of, state } = props;
  const word = wordOf(VOCABULARIES[of], state);
  return (
    <StatusChip
      tone={word.tone}
      label={word.label}
      hint={word.hint}
      icon={ICONS[`${of}/${state}`]}
    />
  );
}
