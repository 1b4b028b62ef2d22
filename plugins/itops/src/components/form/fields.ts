import { FilterOption } from '../table';

/** What a form holds: text by the name of its field, `a.device` for what is inside. */
export type Values = Readonly<Record<string, string>>;

/** One field of a record, as it is asked for and shown. */
export interface Field {
  /** As the API names it; a dot for what is inside: `a.device`. */
  name: string;
  label: string;
  hint?: string;
  as?: 'text' | 'lines' | 'number' | 'words' | 'choice';
  /** To choose from; with `optional` also nothing. */
  options?: FilterOption[];
  required?: boolean;
  /** What names are offered while typing. */
  suggest?: 'devices' | 'ports';
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
    fields.map(({ name }) => {
      const value = read(record, name);
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
    return Number(text.replace(',', '.'));
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
    if (text && (!field.when || field.when(values))) {
      const value = parsed(field, text);
      if (Number.isNaN(value)) {
        errors[name] = 'Enter a number.';
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
