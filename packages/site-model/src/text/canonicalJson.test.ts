import fc from 'fast-check';
import { canonicalJson } from './canonicalJson';

it('is the same for the same value, and says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

it('does not depend on the order of keys, also of keys that are numbers', () => {
  expect(canonicalJson({ b: 1, a: { 10: 'x', 9: 'y' } })).toBe(
    '{"a":{"10":"x","9":"y"},"b":1}',
  );
  expect(canonicalJson({ a: { 9: 'y', 10: 'x' }, b: 1, c: undefined })).toBe(
    '{"a":{"10":"x","9":"y"},"b":1}',
  );
});
