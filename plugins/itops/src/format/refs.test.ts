import { refOfText, textOfRef } from './refs';

describe('what a person typed, as the API names it', () => {
  it.each([
    ['7801', 'guest:7801'],
    ['192.0.2.50', 'address:192.0.2.50'],
    ['FD00:11::103', 'address:fd00:11::103'],
    ['xg-core/1+2', 'port:xg-core/1+2'],
    ['r630-01', 'node:r630-01'],
    ['Shop.example.org', 'hostname:shop.example.org'],
    ['guest:pve-b/101', 'guest:pve-b/101'],
    ['  proxy-host:4 ', 'proxy-host:4'],
  ])('%s is %s', (text, ref) => {
    expect(refOfText(text)).toBe(ref);
  });

  it('is nothing where nothing was typed', () => {
    expect(refOfText('  ')).toBeUndefined();
  });

  it.each([
    'guest:7801',
    'address:fd00:11::103',
    'port:xg-core/1+2',
    'node:r630-01',
    'node:7',
    'guest:pve-b/101',
    'port-forward:pf1',
    'hostname:*.example.org',
  ])('%s is written so that it is understood again', ref => {
    expect(refOfText(textOfRef(ref))).toBe(ref);
  });
});
