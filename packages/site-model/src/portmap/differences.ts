import { FieldChange } from './patch';

/** Fields that differ, in the order of their names. @public */
export function differences(
  before: object,
  after: object,
  keyFields: readonly string[] = [],
): FieldChange[] {
  const [left, right] = [before, after].map(
    record => new Map(Object.entries(record)),
  );
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter(field => !keyFields.includes(field))
    .sort()
    .flatMap(field => {
      const [from, to] = [left.get(field), right.get(field)].map(asText);
      return from === to
        ? []
        : [
            {
              field,
              ...(from !== undefined && { from }),
              ...(to !== undefined && { to }),
            },
          ];
    });
}

function asText(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    return undefined;
  }
  return Array.isArray(value) ? value.join(' ') : String(value);
}
