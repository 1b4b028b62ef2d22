import { count } from './quantity';
import { entityLabel } from './words';

const ENTITY = /\b(?:group|user|system|component):[\w.-]+\/[\w.-]+/g;

/** A sentence of the server with the names of teams as people say them. */
export function sayEntities(sentence: string): string {
  return sentence.replace(ENTITY, entityLabel);
}

const KINDS: { kind: string; one: string; many: string }[] = [
  { kind: 'guest', one: 'guest', many: 'guests' },
  { kind: 'device', one: 'device', many: 'devices' },
  { kind: 'hostname', one: 'host name', many: 'host names' },
];

/** Refs of one kind, as they are said in one line. */
export interface RefGroup {
  /** "3 guests". */
  title: string;
  names: string[];
}

/**
 * What a team or a port has in a wave: `guest:7801/net0` and `hostname:a.example`
 * sorted by kind, each by the name that is known for it. Kinds without a word of
 * their own stay as they are.
 */
export function groupRefs(
  refs: readonly string[],
  labels: ReadonlyMap<string, string> = new Map(),
): RefGroup[] {
  const kindOf = (ref: string) => ref.slice(0, ref.indexOf(':'));
  const nameOf = (ref: string) =>
    labels.get(ref) ??
    ref.slice(ref.indexOf(':') + 1).replace(/(?<=^\d+)\/net0$/, '');
  const known = KINDS.map(({ kind, one, many }) => {
    const names = refs.filter(ref => kindOf(ref) === kind).map(nameOf);
    return { title: count(names.length, one, many), names };
  });
  const others = refs.filter(
    ref => !KINDS.some(({ kind }) => kind === kindOf(ref)),
  );
  return [...known, { title: 'Others', names: others }].filter(
    ({ names }) => names.length > 0,
  );
}
