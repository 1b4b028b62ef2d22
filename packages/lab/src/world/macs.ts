/**
 * The MAC of `net<index>` of a guest, with the prefix that Proxmox gives to its
 * guests. Same guest, same MAC, in every run.
 */
export function guestMac(vmid: number, index: number): string {
  const serial = (vmid * 8 + index) % 0x1000000;
  const tail = serial.toString(16).padStart(6, '0').toUpperCase();
  return `BC:24:11:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`;
}

/** A locally administered MAC, as Docker and others give themselves. */
export function localMac(vmid: number, index: number): string {
  const serial = (vmid * 16 + index) % 0x1000000;
  const tail = serial.toString(16).padStart(6, '0');
  return `02:42:ac:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`;
}

/** The MAC that card number `card` (1, 2) of a node was built with; the first is also that of its bond and bridge. */
export function nodeCardMac(nodeId: number, card: number): string {
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  return `d0:94:66:${hex(nodeId % 256)}:00:${hex(card)}`;
}

/** The MAC of the gateway of the flat LAN. */
export const GATEWAY_MAC = '74:ac:b9:00:00:01';
