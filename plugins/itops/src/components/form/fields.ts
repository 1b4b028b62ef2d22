import { fromLocalInput, toLocalInput } from '../../format/time';
import { FilterOption } from '../table';

/** What a form holds: text by the name of its field, `a.device` for what is inside. */
export type Values = Readonly<Record<string, string>>;

/** Between a value and the text of a form. */
export interface Conversion {
  say: (value: any) => string;
  /** @throws RangeError with the sentence for who typed it */
  read: (text: string) => unknown;
}

const MOMENT: Conversion = {
  say: toLocalInput,
  read: text => {
    const moment = fromLocalInput(text);
    if (moment === undefined) {
      throw new RangeError('Enter a date and a time.');
    }
    return moment;
  },
};

function conversionOf({ as, convert }: Field): Conversion | undefined {
  return convert ?? (as === 'moment' ? MOMENT : undefined);
}

/** One field of a record, as it is asked for and shown. */
export interface Field {
  /** As the API names it; a dot for what is inside: `a.device`. */
  name: string;
  label: string;
  hint?: string;
  as?: 'text' | 'lines' | 'number' | 'words' | 'choice' | 'moment';
  /** To choose from; also nothing, unless it is required or has `always` a value. */
  options?: FilterOption[];
  required?: boolean;
  /** One of the options holds always, so nobody has to be told to choose. */
  always?: boolean;
  /** What names are offered while typing. */
  suggest?: 'devices' | 'ports';
  /** Stays as it is once the record is there. */
  fixed?: boolean;
  /** How a value that is no text reads in the form, and back. */
  convert?: Conversion;
  /** Sentences of the server that are about it, where they name no field. */
  blame?: RegExp;
  /** Only asked for where this holds. */
  when?: (values: Values) => boolean;
}

function read(record: object, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (part, key) => (part as Record<string, unknown> | undefined)?.[key],
      record,
    );
}

/** A record as the text of a form. */
export function valuesOf(fields: Field[], record: object): Values {
  return Object.fromEntries(
    fields.map(field => {
      const { name } = field;
      const value = read(record, name);
      const said = conversionOf(field)?.say;
      if (said && value !== undefined) {
        return [name, said(value)];
      }
      const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
      return [name, text];
    }),
  );
}

/** The value of a field in words, also of one that is chosen from a list. */
export function sayField({ options }: Field, value: string): string {
  const option = options?.find(known => known.value === value);
  return option?.label ?? value;
}

function parsed(field: Field, text: string): unknown {
  if (field.as === 'number') {
    const number = Number(text.replace(',', '.'));
    if (Number.isNaN(number)) {
      throw new RangeError('Enter a number.');
    }
    return number;
  }
  const conversion = conversionOf(field);
  if (conversion) {
    return conversion.read(text);
  }
  return field.as === 'words' ? text.toLowerCase().split(/[\s,;]+/) : text;
}

/**
 * What a form says, as the API takes it: what is empty or not asked for is left
 * out. Whether it makes sense is for the server to say, but for what is needed
 * and not there, and for text in the place of a number, which cannot be sent.
 */
export function requestOf(
  fields: Field[],
  values: Values,
): { request: object; errors: Values } {
  const request: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const { name } = field;
    const text = (values[name] ?? '').trim();
    if (field.when && !field.when(values)) {
      continue;
    }
    if (text) {
      let value: unknown;
      try {
        value = parsed(field, text);
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error;
        }
        errors[name] = error.message;
      }
      const [outer, inner] = name.split('.');
      request[outer] = inner
        ? { ...(request[outer] as object), [inner]: value }
        : value;
    } else if (field.required) {
      errors[name] = 'This is needed.';
    }
  }
  return { request, errors };
}
