import { RefObject, useEffect, useRef } from 'react';

/**
 * A decision may take away the button it began with. The keyboard then goes on
 * from this element, instead of from nowhere.
 *
 * @param isDeciding - whether the dialog of a decision is open
 */
export function useFocusKept(isDeciding: boolean): RefObject<HTMLDivElement> {
  const element = useRef<HTMLDivElement>(null);
  const wasDeciding = useRef(isDeciding);
  useEffect(() => {
    const hasClosed = wasDeciding.current && !isDeciding;
    wasDeciding.current = isDeciding;
    if (!hasClosed) {
      return undefined;
    }
    // The dialog gives focus back in the frame after it has gone.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const panel = element.current?.closest('[role=dialog]');
        if (!panel?.contains(document.activeElement)) {
          element.current?.focus();
        }
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isDeciding]);
  return element;
}
