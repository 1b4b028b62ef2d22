import { absoluteTime, relativeTime, shortTime } from '../../format/time';
import { useClock } from './Clock';

/**
 * A moment: relative, with the absolute in the viewer's zone on hover. In the
 * past view ages would be counted from a time that is gone, so it is written out.
 */
export function Moment(props: { at: string; absolute?: boolean }) {
  const { now, past } = useClock();
  const { at } = props;
  const text =
    past || props.absolute ? shortTime(at, now) : relativeTime(at, now);
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {text}
    </time>
  );
}
