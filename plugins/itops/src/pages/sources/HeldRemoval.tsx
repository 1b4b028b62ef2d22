import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { SourceView } from '@sankofa/plugin-itops-common';
import { useAsOf } from '../../hooks/useAsOf';
import { useMay } from '../../hooks/useMay';
import { absoluteTime } from '../../format/time';
import { entityLabel } from '../../format/words';
import { AcceptRemovalDialog } from './AcceptRemovalDialog';

/** The guard holds back a mass removal: say what, and let an administrator decide. */
export function HeldRemoval(props: {
  source: SourceView;
  onAccepted: () => void;
}) {
  const { source, onAccepted } = props;
  const may = useMay('accept a removal');
  const { past } = useAsOf();
  const [asking, setAsking] = useState(false);
  const held = source.heldRemoval;
  if (!held) {
    return null;
  }
  const more = held.missing - held.examples.length;
  const { acceptedBy } = held;
  return (
    <>
      <Alert
        status="warning"
        icon
        title={
          acceptedBy
            ? `${held.missing} of ${held.of} things leave with the next complete runs that miss them`
            : `${held.missing} of ${held.of} things are missing in the last answer, so nothing was removed`
        }
        description={`Since ${absoluteTime(
          held.since,
        )}. Missing: ${held.examples.join(', ')}${
          more > 0 ? ` and ${more} more` : ''
        }. ${
          acceptedBy
            ? `${entityLabel(acceptedBy)} has let the removal in.`
            : 'If they are really gone, an administrator can let the removal in.'
        }`}
        customActions={
          may && !past && !acceptedBy ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() => setAsking(true)}
            >
              Accept removal…
            </Button>
          ) : undefined
        }
      />
      {asking && (
        <AcceptRemovalDialog
          source={source}
          held={held}
          onAccepted={() => {
            setAsking(false);
            onAccepted();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
