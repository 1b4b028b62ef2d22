import { sourceName } from './words';

describe('sourceName', () => {
  it.each([
    ['proxmox/pve-main', 'Proxmox pve-main'],
    ['declared/hostnames.md', 'Declared hostnames.md'],
    ['newcomer/one', 'newcomer one'],
    // What people wrote down here is no source that is read.
    ['ipam/port-records', 'Port records'],
  ])('of %s', (sourceId, name) => {
    expect(sourceName(sourceId)).toBe(name);
  });
});
