import { RefObject, useEffect } from 'react';

/**
 * Puts the cursor into the first field that is wrong, for keyboards and screen readers,
 * whenever something new was found.
 *
 * @param found - what was found; the same object is the same finding
 */
export function useFirstInvalid(
  form: RefObject<HTMLFormElement | null>,
  found: unknown,
): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [form, found]);
}
