import fc from 'fast-check';
import { storableJson, storableText } from './storableText';

describe('storableText', () => {
  it('replaces what PostgreSQL refuses and keeps every other text', () => {
    expect(storableText('web\0-1\ud800')).toBe('web\uFFFD-1\uFFFD');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        fc.pre(!text.includes('\0'));
        expect(storableText(text)).toBe(text);
      }),
    );
  });

  it('leaves no refused character in JSON, and text about them alone', () => {
    expect(storableJson({ name: 'a\0b', tags: ['\udfff'] })).toBe(
      '{"name":"a\uFFFDb","tags":["\uFFFD"]}',
    );
    const text = { note: 'write \\u0000 for NUL' };
    expect(JSON.parse(storableJson(text))).toEqual(text);
  });
});
