import { PortKind } from '../portMap';

/**
 * What NetBox's export calls the choices that its import wants as short words
 * (netbox/dcim/choices.py). Kept to what a small site has; a label that is not
 * here stays as it is written, and the import says so.
 */
const TYPES: Readonly<Record<string, string>> = {
  '100base-tx (10/100me)': '100base-tx',
  '1000base-t (1ge)': '1000base-t',
  '2.5gbase-t (2.5ge)': '2.5gbase-t',
  '5gbase-t (5ge)': '5gbase-t',
  '10gbase-t (10ge)': '10gbase-t',
  'sfp (1ge)': '1000base-x-sfp',
  'sfp+ (10ge)': '10gbase-x-sfpp',
  'sfp28 (25ge)': '25gbase-x-sfp28',
  'qsfp+ (40ge)': '40gbase-x-qsfpp',
  'qsfp28 (100ge)': '100gbase-x-qsfp28',
  'link aggregation group (lag)': 'lag',
  virtual: 'virtual',
  bridge: 'bridge',
  other: 'other',
  'direct attach copper (active)': 'dac-active',
  'direct attach copper (passive)': 'dac-passive',
  'multimode fiber': 'mmf',
  'multimode fiber (om1)': 'mmf-om1',
  'multimode fiber (om2)': 'mmf-om2',
  'multimode fiber (om3)': 'mmf-om3',
  'multimode fiber (om4)': 'mmf-om4',
  'multimode fiber (om5)': 'mmf-om5',
  'single-mode fiber': 'smf',
  'single-mode fiber (os1)': 'smf-os1',
  'single-mode fiber (os2)': 'smf-os2',
  'active optical cabling (aoc)': 'aoc',
  ...Object.fromEntries(
    ['cat3', 'cat5', 'cat5e', 'cat6', 'cat6a', 'cat7', 'cat7a', 'cat8'].map(
      word => [word, word],
    ),
  ),
  ...Object.fromEntries(
    ['8p8c', 'lc', 'sc', 'st', 'fc', 'mpo', 'coaxial'].map(word => [
      word,
      word,
    ]),
  ),
};

const STATUSES: Readonly<Record<string, string>> = {
  aktiv: 'active',
  geplant: 'planned',
  verbunden: 'connected',
};

/** The short word of a type, or the text as it is. */
export function readType(text: string): string {
  return TYPES[text.toLowerCase()] ?? text;
}

/** Whether NetBox's import would take it for a type: its words are of this form. */
export function isTypeWord(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*$/.test(text);
}

export function readStatus(text: string): string {
  const lower = text.toLowerCase();
  return STATUSES[lower] ?? lower;
}

const CONTENT_TYPES: Readonly<Record<PortKind, string>> = {
  interface: 'dcim.interface',
  'front-port': 'dcim.frontport',
  'rear-port': 'dcim.rearport',
};

export function contentTypeOf(kind: PortKind): string {
  return CONTENT_TYPES[kind];
}

/** Undefined for anything that is no port, such as a power outlet. */
export function kindOfContentType(text: string): PortKind | undefined {
  const kinds = Object.keys(CONTENT_TYPES) as PortKind[];
  return kinds.find(kind => CONTENT_TYPES[kind] === text.toLowerCase());
}

export function readTruth(text: string): boolean {
  return ['true', '1', 'yes', 'ja', 'wahr'].includes(text.toLowerCase());
}
