import { InterfaceNameBook } from './interfaceNames';

const book = InterfaceNameBook.create();

describe('InterfaceNameBook', () => {
  it.each([
    ['US-16-XG', { name: 'x', number: 13 }, { number: 13, netbox: 'Port 13' }],
    ['UniFi Switch 16 XG', { name: 'SFP+ 1' }, { number: 1, netbox: 'SFP+ 1' }],
    [
      'udm-pro',
      { name: 'x', number: 11 },
      { netbox: 'eth10', system: 'eth10' },
    ],
    ['PowerEdge R630', { name: 'eno1' }, { netbox: 'Gig-E 1', system: 'eno1' }],
    ['PowerEdge R630', { name: 'Gig-E 1' }, { system: 'eno1' }],
  ])('knows the names of %s %j', (model, port, names) => {
    expect(book.namesOf({ model }, port)).toMatchObject(names);
  });

  it('says nothing of models and ports that nobody described', () => {
    expect(book.namesOf({ model: 'Box' }, { name: 'eth0' })).toBeUndefined();
    expect(book.namesOf({}, { name: 'eth0' })).toBeUndefined();
    expect(book.namesOf(undefined, { name: 'eth0' })).toBeUndefined();
    expect(book.numberOf({ model: 'US-16-XG' }, 'Port 99')).toBeUndefined();
  });

  it('lets an override take the place of the default, under all its names', () => {
    const own = InterfaceNameBook.create([
      {
        model: 'US-16-XG',
        aliases: ['UniFi Switch 16 XG'],
        names: [{ number: 1, netbox: 'TenGig 1' }],
      },
    ]);
    const model = 'UniFi Switch 16 XG';
    expect(own.numberOf({ model }, 'TenGig 1')).toBe(1);
    expect(own.numberOf({ model }, 'SFP+ 1')).toBeUndefined();
  });
});
