import { ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';

/**
 * A long list in steps: the first so many, and a button that shows as many more.
 *
 * @param what - "host names", for the button
 */
export function useMore<T>(
  items: readonly T[],
  step: number,
  what: string,
): { shown: T[]; more: ReactNode } {
  const [steps, setSteps] = useState(1);
  const left = items.length - steps * step;
  return {
    shown: items.slice(0, steps * step),
    more: left > 0 && (
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => setSteps(now => now + 1)}
        >
          {`Show ${Math.min(
            step,
            left,
          ).toLocaleString()} more of ${items.length.toLocaleString()} ${what}`}
        </Button>
      </div>
    ),
  };
}
