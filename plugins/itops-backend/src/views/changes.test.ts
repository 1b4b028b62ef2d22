import { changeOf } from './changes';

const guest = {
  vmid: 7801,
  type: 'lxc',
  name: 'portal',
  node: 'alder',
  status: 'running',
  template: false,
  tags: ['web'],
  memoryBytes: 1024,
};
const base = {
  at: '2026-03-01T08:00:00.000Z',
  sourceId: 'proxmox/pve-main',
  factKind: 'guest' as const,
  key: '7801',
};

describe('changeOf', () => {
  it('says what came and what went', () => {
    expect(changeOf({ ...base, after: guest })).toMatchObject({
      kind: 'appeared',
      subject: 'guest:7801',
      summary: '7801 portal is new',
    });
    expect(changeOf({ ...base, before: guest })).toMatchObject({
      kind: 'disappeared',
      summary: '7801 portal is gone',
    });
  });

  it('says where a guest moved, and what else changed', () => {
    const after = { ...guest, node: 'birch', status: 'stopped' };
    expect(changeOf({ ...base, before: guest, after }).summary).toBe(
      '7801 portal: moved from alder to birch, status running → stopped',
    );
  });

  it('compares lists of things by name, and counts what it leaves out', () => {
    const config = (tag: number, address: string) => ({
      vmid: 7801,
      name: 'portal',
      interfaces: [
        { id: 'net1', tag: 9, addresses: [] },
        { id: 'net0', tag, addresses: [address] },
      ].sort(() => (tag === 11 ? 1 : -1)),
      onBoot: tag === 11,
      protection: tag === 11,
    });
    expect(
      changeOf({
        ...base,
        factKind: 'guest-config',
        before: config(11, '10.0.0.1/24'),
        after: config(12, '10.0.0.2/24'),
      }).summary,
    ).toBe(
      'configuration of 7801 portal: interfaces net0 tag 11 → 12, interfaces net0 addresses 10.0.0.1/24 → 10.0.0.2/24, onBoot true → false, 1 more',
    );
  });

  it('names rows of a proxy by their host names', () => {
    const row = { id: 4, domainNames: ['a.example', 'b.example'] };
    expect(
      changeOf({ ...base, factKind: 'dead-host', key: '4', after: row }),
    ).toMatchObject({
      subject: 'dead-host:4',
      summary: 'dead host a.example, b.example is new',
    });
  });

  it('says none where a value was not there', () => {
    const { tags, ...untagged } = guest;
    expect(
      changeOf({ ...base, before: { ...untagged, tags: [] }, after: guest })
        .summary,
    ).toBe('7801 portal: tags none → web');
  });
});
