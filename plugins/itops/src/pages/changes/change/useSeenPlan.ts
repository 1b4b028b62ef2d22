import { useCallback, useEffect, useState } from 'react';
import { ChangeRequest } from '@sankofa/plugin-itops-common';

export interface SeenPlan {
  /** The hash that the viewer has read, where the change has another one now. */
  outdated: string | undefined;
  /** The viewer has read the plan as it is now. */
  read: () => void;
}

/**
 * Keeps what the viewer has read apart from what the change says meanwhile: nobody
 * decides about a plan that changed under their eyes.
 */
export function useSeenPlan(change: ChangeRequest): SeenPlan {
  const hash = change.plan?.hash;
  const [seen, setSeen] = useState(hash);
  const read = useCallback(() => setSeen(hash), [hash]);
  useEffect(() => {
    // A plan where there was none before replaces nothing that was read.
    setSeen(before => before ?? hash);
  }, [hash]);
  return { outdated: seen !== hash ? seen : undefined, read };
}
