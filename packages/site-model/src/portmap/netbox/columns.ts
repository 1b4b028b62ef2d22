import { ColumnOf, NOT_KEPT } from '../csv/readTable';
import { LABELS_NOT_KEPT, NetboxTable } from './tables';

/** The attribute that a heading without one is matched by; the only one we have, too. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  device_type: 'model',
  vlan: 'vid',
};

/** Words of the file in the language of the import forms: headings and choices. */
export type Words = Readonly<Record<string, string>>;

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** A word as the import form would have it, where somebody said what it means. */
export function translate(text: string, words: Words): string {
  return new Map(Object.entries(words)).get(text) ?? text;
}

/**
 * What a heading of one of NetBox's tables means: a field of its import form,
 * `field.attribute` for the attribute that names a thing here, `id`, a custom
 * field, a label of its own export, or a word that the caller explained.
 */
export function columnOf(table: NetboxTable, words: Words = {}): ColumnOf {
  const { headings, labels } = table;
  const kept = new Set([...table.kept, ...Object.values(labels)]);
  const byLabel = new Map(Object.entries(labels));
  const keep = (column: string) => (kept.has(column) ? column : NOT_KEPT);
  return heading => {
    const text = translate(heading, words);
    const label = plain(text);
    const [field, attribute] = text.split('.', 2);
    if (headings.includes(text)) {
      return keep(text);
    }
    if (attribute !== undefined && headings.includes(field)) {
      const known = keep(field);
      return known === NOT_KEPT || attribute === (ATTRIBUTES[field] ?? 'name')
        ? known
        : undefined;
    }
    if (byLabel.has(label)) {
      return byLabel.get(label);
    }
    const asField = label.replace(/ /g, '_');
    if (headings.includes(asField)) {
      return keep(asField);
    }
    return /^cf_\w+$/.test(text) || LABELS_NOT_KEPT.has(label)
      ? NOT_KEPT
      : undefined;
  };
}
