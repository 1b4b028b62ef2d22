import { InterfaceNamesAnswer } from '@sankofa/plugin-itops-common';
import { DEFAULT_INTERFACE_NAMES } from '@sankofa/site-model';
import { PortRecordBook } from './PortRecordBook';

/** The interface names that hold: overrides, and the defaults they have not replaced. */
export function namesAnswer(book: PortRecordBook): InterfaceNamesAnswer {
  const overridden = new Set(
    book.names.map(({ model }) => model.toLowerCase()),
  );
  return {
    items: [
      ...book.names.map(map => ({ ...map, origin: 'override' as const })),
      ...DEFAULT_INTERFACE_NAMES.filter(
        ({ model }) => !overridden.has(model.toLowerCase()),
      ).map(map => ({ ...map, origin: 'default' as const })),
    ],
  };
}
