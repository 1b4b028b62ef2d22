import { useUrlState } from '../../hooks/useUrlState';
import { PathChangesView } from './PathChangesView';
import { ReverseView } from './ReverseView';
import { ForwardView } from './ForwardView';

/** Where does this host name land, what lands on this thing, and what changed? */
export function PathsPage() {
  const view = useUrlState().get('view');
  if (view === 'reverse') {
    return <ReverseView />;
  }
  return view === 'changes' ? <PathChangesView /> : <ForwardView />;
}
