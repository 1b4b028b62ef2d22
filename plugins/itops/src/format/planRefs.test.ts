import { groupRefs, sayEntities } from './planRefs';

describe('what the plan refers to', () => {
  it('is sorted by kind, by the name that is known, and leaves nothing out', () => {
    const refs = [
      'hostname:app.example',
      'guest:7801/net0',
      'guest:7802/net1',
      'device:iDRAC 1',
      'guest:7803/net0',
      'stream:4',
    ];
    expect(groupRefs(refs, new Map([['guest:7801/net0', '7801 web']]))).toEqual(
      [
        { title: '3 guests', names: ['7801 web', '7802/net1', '7803'] },
        { title: '1 device', names: ['iDRAC 1'] },
        { title: '1 host name', names: ['app.example'] },
        { title: 'Others', names: ['stream:4'] },
      ],
    );
    expect(groupRefs([])).toEqual([]);
  });

  it('names teams in a sentence of the server as people do', () => {
    expect(
      sayEntities(
        'Not acknowledged by group:default/acme and group:default/it-platform; ask them.',
      ),
    ).toBe('Not acknowledged by acme and it-platform; ask them.');
    expect(sayEntities('Nothing of 10.160.0.0/24 is free: port:sw/1.')).toBe(
      'Nothing of 10.160.0.0/24 is free: port:sw/1.',
    );
  });
});
