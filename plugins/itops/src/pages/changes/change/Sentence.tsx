import { useClock } from '../../../components/clock';
import { sayMoments } from '../../../format/time';

/** What the server says, with its moments as people read them. */
export function Sentence(props: { text: string }) {
  return <>{sayMoments(props.text, useClock().now)}</>;
}
