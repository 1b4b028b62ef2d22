import { ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';

/** A rest that is not worth a button, as a part of the step. */
const REST = 0.25;

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
  const isCut = left > step * REST;
  return {
    shown: isCut ? items.slice(0, steps * step) : [...items],
    more: isCut && (
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
