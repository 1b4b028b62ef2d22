import { RefObject, useEffect } from 'react';

/**
 * Puts the cursor into the first field of a form in a dialog, once. Of a group
 * of radio buttons that is the chosen one. The dialog itself takes the focus
 * only where nothing inside it has it (React Aria runs its effect after this).
 */
export function useFirstField(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>(
        'input:not([type=radio], [readonly]), input:checked, select, textarea',
      )
      ?.focus();
  }, [form]);
}
