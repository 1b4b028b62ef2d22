import { saysNothing, withoutNotes } from './words';

/** What a cell under VMID says. */
export type IdReading =
  | { kind: 'vmid'; vmid: number }
  /** No id on purpose: empty, a dash, `TBD`, `XXX`. */
  | { kind: 'none' }
  | { kind: 'problem'; why: string };

const ID =
  /^(?:(?:ct|vm|lxc|kvm|qemu|vmid|ctid|guest|container|id)[\s#:._-]{0,3})?#?(\d{1,12})[\s*†‡¹²³]{0,3}$/i;
const PLACEHOLDER = /^(?:\d{0,8}[x?#n]{1,8}|<[^<>]*>|\{[^{}]*\}|new)$/i;
const SEVERAL = /^\d{3,9}(?:\s*(?:[-–,/+&]|\.\.|to|bis)\s*\d{1,9})+$/i;
/** Proxmox gives out 100 to 999999999. */
const FIRST = 100;
const LAST = 999_999_999;

/** Reads `7801`, `CT 102`, `CT201`, `VM 301`, `#7801`, `7801 (LXC)`. */
export function readIdCell(text: string): IdReading {
  const id = withoutNotes(text);
  if (saysNothing(id) || PLACEHOLDER.test(id)) {
    return { kind: 'none' };
  }
  const digits = ID.exec(id)?.[1];
  if (digits !== undefined) {
    const vmid = Number(digits);
    return vmid >= FIRST && vmid <= LAST
      ? { kind: 'vmid', vmid }
      : {
          kind: 'problem',
          why: `"${id}" is no VMID: Proxmox uses ${FIRST} to ${LAST}`,
        };
  }
  const shown = id.length > 40 ? `${id.slice(0, 39)}…` : id;
  return {
    kind: 'problem',
    why: SEVERAL.test(id.slice(0, 100))
      ? `"${shown}" names several VMIDs; write one row for each`
      : `"${shown}" is no VMID`,
  };
}
