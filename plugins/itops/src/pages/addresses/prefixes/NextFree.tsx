import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { ProblemState } from '../../../components/states';
import { useLive } from '../../../hooks/useLive';

/** The lowest address that can be given away, or why none can. */
export function NextFree(props: {
  id: string;
  onOpen: (address: string) => void;
}) {
  const { id, onOpen } = props;
  const { ipam } = useApi(itopsApiRef);
  const live = useLive(`next free ${id}`, signal =>
    ipam.nextFree(id, 1, { signal }),
  );
  if (live.problem) {
    return <ProblemState problem={live.problem} onRetry={live.reload} />;
  }
  const next = live.data?.addresses[0];
  if (!live.data) {
    return null;
  }
  return next ? (
    <Button size="small" variant="primary" onPress={() => onOpen(next)}>
      {`Next free: ${next}`}
    </Button>
  ) : (
    <p>No address of this prefix is free.</p>
  );
}
