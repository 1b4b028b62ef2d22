import { IpamPrefixRecord, IpamReshape } from '@sankofa/plugin-itops-common';

export type Shape = IpamReshape['kind'];
export const SHAPES: readonly Shape[] = ['split', 'merge', 'resize'];

/** Most parts of one split: 2 to the power of this. */
const MAX_STEPS = 8;

function lengthOf(cidr: string): number {
  return Number(cidr.slice(cidr.indexOf('/') + 1));
}

/** "/25: 2 parts": how a prefix can be split. */
export function splitLengths(cidr: string): { value: string; label: string }[] {
  const length = lengthOf(cidr);
  const bits = cidr.includes(':') ? 128 : 32;
  return Array.from(
    { length: Math.min(MAX_STEPS, bits - length) },
    (_, step) => ({
      value: String(length + step + 1),
      label: `/${length + step + 1}: ${2 ** (step + 1)} parts`,
    }),
  );
}

/** Prefixes beside this one, in the same prefix around them. */
export function neighboursOf(
  { id, parentId, cidr }: IpamPrefixRecord,
  prefixes: IpamPrefixRecord[],
): IpamPrefixRecord[] {
  const isV6 = cidr.includes(':');
  return prefixes.filter(
    other =>
      other.id !== id &&
      other.parentId === parentId &&
      other.status !== 'container' &&
      other.cidr.includes(':') === isV6,
  );
}
