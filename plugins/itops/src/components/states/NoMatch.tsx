import { Button } from '@backstage/ui';
import { EmptyState } from './EmptyState';

/** The filters leave nothing over: say so, and offer the way back. */
export function NoMatch(props: { what: string; onClear: () => void }) {
  return (
    <EmptyState
      title={`No ${props.what} matches`}
      action={
        <Button size="small" variant="secondary" onPress={props.onClear}>
          Clear search and filters
        </Button>
      }
    >
      Search looks at whole words and parts of them; filters must all match.
    </EmptyState>
  );
}
