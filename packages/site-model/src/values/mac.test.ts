import { normalizeMac } from './mac';

describe('normalizeMac', () => {
  it.each([
    'BC:24:11:0A:0B:0C',
    'bc-24-11-0a-0b-0c',
    'bc24.110a.0b0c',
    'BC24110A0B0C',
  ])('writes %s in lower case with colons', text =>
    expect(normalizeMac(text)).toBe('bc:24:11:0a:0b:0c'),
  );
  it.each([
    '',
    'bc:24:11:0a:0b',
    'bc:24:11:0a:0b:0c:0d',
    'bc:24:11-0a:0b:0c',
    'bg:24:11:0a:0b:0c',
    ' bc:24:11:0a:0b:0c',
  ])('refuses %j', text => expect(normalizeMac(text)).toBeUndefined());
});
