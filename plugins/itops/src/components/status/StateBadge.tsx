import {
  RiCheckDoubleLine,
  RiCheckLine,
  RiCircleLine,
  RiErrorWarningLine,
  RiEyeLine,
  RiEyeOffLine,
  RiFileList3Line,
  RiInformationLine,
  RiBookmarkLine,
  RiPauseCircleLine,
  RiPencilLine,
  RiPlayCircleLine,
  RiProhibitedLine,
  RiPulseLine,
  RiQuestionLine,
  RiStopCircleLine,
  RiSubtractLine,
  RiTimeLine,
  RiUserLine,
} from '@remixicon/react';
import { CHANGE_STATES, CHANGE_STEP_STATES } from '../../format/changes';
import { HOP_STATUSES } from '../../format/hops';
import { PORT_VERDICTS } from '../../format/portRecords';
import {
  ADDRESS_STATES,
  FINDING_STATES,
  GUEST_STATUSES,
  NODE_STATUSES,
  RUN_STATUSES,
  Word,
  wordOf,
} from '../../format/words';
import { ApproximatelyIcon } from './ApproximatelyIcon';
import { IconComponent, StatusChip } from './StatusChip';

const VOCABULARIES: Record<string, Record<string, Word>> = {
  address: ADDRESS_STATES,
  guest: GUEST_STATUSES,
  node: NODE_STATUSES,
  finding: FINDING_STATES,
  run: RUN_STATUSES,
  hop: HOP_STATUSES,
  port: PORT_VERDICTS,
  change: CHANGE_STATES,
  step: CHANGE_STEP_STATES,
};

/** What a state looks like, by `<vocabulary>/<state>`. */
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
  'hop/confirmed': RiCheckLine,
  'hop/likely': ApproximatelyIcon,
  'hop/declared': RiPencilLine,
  'hop/stale': RiTimeLine,
  'hop/unknown': RiQuestionLine,
  'hop/conflict': RiErrorWarningLine,
  'hop/not-applicable': RiSubtractLine,
  'port/agreed': RiCheckLine,
  'port/conflict': RiErrorWarningLine,
  'port/unrecorded': RiEyeLine,
  'port/unseen': RiEyeOffLine,
  'change/draft': RiPencilLine,
  'change/planned': RiFileList3Line,
  'change/awaiting-approval': RiUserLine,
  'change/approved': RiCheckLine,
  'change/applying': RiPlayCircleLine,
  'change/verifying': RiEyeLine,
  'change/done': RiCheckDoubleLine,
  'change/refused': RiProhibitedLine,
  'change/stale': RiTimeLine,
  'change/expired': RiTimeLine,
  'change/needs-human': RiUserLine,
  'change/cancelled': RiSubtractLine,
  'step/waiting': RiTimeLine,
  'step/sending': RiPlayCircleLine,
  'step/running': RiPlayCircleLine,
};

export interface StateBadgeProps {
  of:
    | 'address'
    | 'guest'
    | 'node'
    | 'finding'
    | 'run'
    | 'hop'
    | 'port'
    | 'change'
    | 'step';
  state: string;
}

/** The icon of a hop with this status. */
export function hopIcon(status: string): IconComponent {
  return ICONS[`hop/${status}`] ?? RiQuestionLine;
}

/** The state of anything that has states, as its vocabulary names it. */
export function StateBadge(props: StateBadgeProps) {
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
