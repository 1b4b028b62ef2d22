import {
  SnapshotBuilder,
  siteOf,
  verdictsOf,
} from '../../__testUtils__/siteBuilder';

function duplicates(...sources: SnapshotBuilder[]) {
  return verdictsOf(siteOf(sources)).filter(
    ({ rule }) => rule === 'declared-duplicate',
  );
}
const file = () => SnapshotBuilder.declared('addresses.conf');

describe('declared-duplicate', () => {
  it('is one warning for an address under keys of different owners', () => {
    const [verdict, ...others] = duplicates(
      file()
        .scope('source', { revision: 'abc1234' })
        .key('IP_WEB', '10.0.0.5')
        .key('IP_MAIL', '10.0.0.5')
        .key('IP_DNS', '10.0.0.5'),
    );
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({
      subject: 'address:10.0.0.5',
      severity: 'warning',
      summary:
        '10.0.0.5 is declared for different owners by IP_WEB, IP_MAIL and IP_DNS; correct all but one of them.',
      restsOn: [{ sourceId: 'declared/addresses.conf', scope: 'source' }],
    });
    expect(verdict.evidence.map(({ locator }) => locator)).toEqual([
      'addresses.conf:1@abc1234',
      'addresses.conf:2@abc1234',
      'addresses.conf:3@abc1234',
    ]);
  });

  it.each([
    ['refers to the first', 'WEB_URL_IP', { aliasOf: 'IP_WEB' }],
    ['has the same name parts', 'WEB_IP', {}],
    ['drops HOST and ADDR', 'HOST_WEB_ADDR', {}],
    ['is a VIP', 'IP_FRONT_VIP', {}],
    ['is overruled by a later line', 'IP_OTHER', { superseded: true }],
    ['is the same key again', 'IP_WEB', {}],
  ])('is no second owner when the key %s', (_, key, extra) => {
    expect(
      duplicates(file().key('IP_WEB', '10.0.0.5').key(key, '10.0.0.5', extra)),
    ).toEqual([]);
  });

  it('is raised for rows of different VMIDs, and names their guests', () => {
    expect(
      duplicates(
        SnapshotBuilder.cluster().guest(101).guest(102),
        file().row(101, ['10.0.0.5']).row(102, ['10.0.0.5', '10.0.0.6']),
      ),
    ).toMatchObject([
      {
        subject: 'address:10.0.0.5',
        guestIds: ['proxmox/pve-main/101', 'proxmox/pve-main/102'],
      },
    ]);
  });

  it('is not raised for two rows of one VMID, nor for a key and a row', () => {
    expect(
      duplicates(
        file()
          .row(101, ['10.0.0.5'])
          .row(101, ['10.0.0.5'])
          .key('IP_OTHER', '10.0.0.5'),
      ),
    ).toEqual([]);
  });

  it('is one finding when keys and rows disagree about one address', () => {
    const found = duplicates(
      file()
        .key('IP_A', '10.0.0.5')
        .key('IP_B', '10.0.0.5')
        .row(101, ['10.0.0.5'])
        .row(102, ['10.0.0.5']),
    );
    expect(found).toHaveLength(1);
    expect(found[0].evidence).toHaveLength(4);
  });

  it('compares keys of different files', () => {
    expect(
      duplicates(
        SnapshotBuilder.declared('a').key('IP_A', '10.0.0.5'),
        SnapshotBuilder.declared('b').key('IP_B', '10.0.0.5'),
      ),
    ).toHaveLength(1);
  });
});
