import { InterfaceNamesAnswer } from '@sankofa/plugin-itops-common';

export type NameMap = InterfaceNamesAnswer['items'][number];

/** A map as it is typed: three texts for each port. */
export interface NameDraft {
  model: string;
  /** Separated by commas. */
  aliases: string;
  names: { number: string; netbox: string; system: string }[];
}

export const EMPTY_DRAFT: NameDraft = {
  model: '',
  aliases: '',
  names: [{ number: '1', netbox: '', system: '' }],
};

export function draftOf({ model, aliases, names }: NameMap): NameDraft {
  return {
    model,
    aliases: aliases.join(', '),
    names: names.map(({ number, netbox, system }) => ({
      number: number?.toString() ?? '',
      netbox,
      system: system ?? '',
    })),
  };
}

/** A row after the last one, numbered on. */
export function nextName({ names }: NameDraft): NameDraft['names'][number] {
  const last = Number(names.at(-1)?.number);
  return {
    number: Number.isInteger(last) && last > 0 ? String(last + 1) : '',
    netbox: '',
    system: '',
  };
}

/** The map that a draft means; rows without any text are left out. */
export function mapOf(
  draft: NameDraft,
): { map: Omit<NameMap, 'origin'> } | { refusal: string } {
  const model = draft.model.trim();
  if (!model) {
    return { refusal: 'Enter the model.' };
  }
  const names: NameMap['names'] = [];
  for (const [index, row] of draft.names.entries()) {
    const [number, netbox, system] = [row.number, row.netbox, row.system].map(
      text => text.trim(),
    );
    if (number || netbox || system) {
      if (!netbox) {
        return { refusal: `Row ${index + 1} has no name for NetBox.` };
      }
      if (number && !/^\d{1,5}$/.test(number)) {
        return { refusal: `Row ${index + 1}: ${number} is no number.` };
      }
      names.push({
        netbox,
        ...(number && { number: Number(number) }),
        ...(system && { system }),
      });
    }
  }
  const aliases = draft.aliases
    .split(',')
    .map(alias => alias.trim())
    .filter(Boolean);
  return { map: { model, aliases, names } };
}

const sameModel = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * All overrides with one put in, or taken out.
 *
 * @param before - model that it is in the place of
 */
export function overridesWith(
  items: NameMap[],
  before: string | undefined,
  map: Omit<NameMap, 'origin'> | undefined,
): Omit<NameMap, 'origin'>[] {
  const kept = items
    .filter(
      ({ origin, model }) =>
        origin === 'override' &&
        !(before && sameModel(model, before)) &&
        !(map && sameModel(model, map.model)),
    )
    .map(({ origin: _, ...rest }) => rest);
  return map ? [...kept, map] : kept;
}
