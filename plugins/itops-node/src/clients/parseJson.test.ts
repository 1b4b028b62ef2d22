import fc from 'fast-check';
import { ConnectorError } from './ConnectorError';
import { parseJson } from './parseJson';

const where = '10.0.0.1:8006/version';

function refusal(text: string): string {
  try {
    parseJson(text, where);
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectorError);
    expect((error as ConnectorError).reason).toBe('invalid-answer');
    return (error as ConnectorError).message;
  }
  throw new Error(`accepted ${text.slice(0, 50)}`);
}

function kindOfFailure(text: string): string {
  try {
    parseJson(text, where);
    return 'none';
  } catch (error) {
    return (error as Error).name;
  }
}

it.each([
  ['an HTML page', ' <!doctype html><title>login'],
  ['an HTML page', '<HTML>'],
  ['nothing at all', ' \n'],
  ['a text with a byte order mark', '\ufeff{"data":1}'],
  ['JSON that is cut off or damaged', '{"data":[1,2'],
  ['JSON that is cut off or damaged', '{"data":"abc'],
  ['JSON that is cut off or damaged', '{"data":NaN}'],
  ['something else', 'Bad gateway'],
])('names %s that came instead of JSON, without quoting it', (what, text) => {
  const message = refusal(text);
  expect(message).toContain(what);
  expect(message).toContain(where);
  expect(message).not.toContain('login"');
});

it('refuses nesting that only serves to break a reader', () => {
  expect(refusal('['.repeat(100_000) + ']'.repeat(100_000))).toContain(
    'nested 100000 levels',
  );
  expect(parseJson('[[["[[[["]]]', where)).toEqual([[['[[[[']]]);
});

it('refuses an object that names a key twice', () => {
  expect(refusal('{"vmid":1,"x":{"a":1,"a":2}}')).toContain('twice');
  expect(parseJson('[{"a":1},{"a":"x:y, {z:1}"}]', where)).toHaveLength(2);
});

it('accepts every JSON text of usual depth and returns what JSON.parse returns', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
      const text = JSON.stringify(value);
      expect(parseJson(text, where)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

it('only ever throws a ConnectorError, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .tuple(fc.json(), fc.nat(), fc.string())
          .map(([text, at, junk]) => text.slice(0, at % 40) + junk),
      ),
      text => {
        expect(kindOfFailure(text)).toMatch(/^(none|ConnectorError)$/);
      },
    ),
    { numRuns: 2_000 },
  );
});
