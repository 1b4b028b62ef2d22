import { Alert, Button } from '@backstage/ui';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { shortHash } from '../../../format/changes';

/** The plan changed under the viewer's eyes: approvals of the old one are void. */
export function PlanReplaced(props: {
  change: ChangeRequest;
  /** The hash that was read. */
  seen: string;
  onRead: () => void;
}) {
  const { change, seen, onRead } = props;
  const now = change.plan?.hash;
  return (
    <div role="alert">
      <Alert
        status="warning"
        icon
        title="It has another plan now; approvals of the one before are void."
        description={`You read ${shortHash(seen)}, and it is ${
          now ? shortHash(now) : 'without a plan'
        } now. Read what will happen again before you decide.`}
        customActions={
          <Button size="small" variant="secondary" onPress={onRead}>
            I have read it
          </Button>
        }
      />
    </div>
  );
}
