import { fieldErrors } from './fieldErrors';

describe('fieldErrors', () => {
  it('finds the field of each sentence, also inside one', () => {
    expect(
      fieldErrors(
        ['name', 'ranges'],
        'Invalid body: name: is too long; ranges.0.first: is no address',
      ),
    ).toEqual({ name: 'is too long', ranges: 'is no address' });
  });

  it('keeps a sentence whole that has a semicolon', () => {
    expect(
      fieldErrors(
        ['cidr', 'name'],
        "Invalid body: cidr: '10.0.0.7/24' has host bits; did you mean 10.0.0.0/24?; name: is too long",
      ),
    ).toEqual({
      cidr: "'10.0.0.7/24' has host bits; did you mean 10.0.0.0/24?",
      name: 'is too long',
    });
  });

  it('says the first of several about one field, and nothing of others', () => {
    expect(
      fieldErrors(['name'], 'name: first; other: no; and more; name: second'),
    ).toEqual({ name: 'first' });
  });
});
