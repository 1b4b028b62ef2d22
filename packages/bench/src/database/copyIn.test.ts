import { csvOf } from './copyIn';

describe('rows for COPY', () => {
  it('quotes every value, and leaves null empty', () => {
    const row = {
      text: 'a "quoted", text',
      nothing: null,
      empty: '',
      at: new Date(0),
      count: 3,
    };
    expect(csvOf([row], ['text', 'nothing', 'empty', 'at', 'count'])).toEqual(
      Buffer.from('"a ""quoted"", text",,"","1970-01-01T00:00:00.000Z","3"\n'),
    );
  });
});
