import { factSchemas } from '@sankofa/site-model';
import { generatedSite } from './generatedSite';

describe('the generated site', () => {
  const site = generatedSite({ guests: 500, keys: 2_000 });

  it('is the same for the same options', () => {
    expect(generatedSite({ guests: 500, keys: 2_000 })).toEqual(site);
  });

  it('has as many guests and keys as asked for, and every fact of its kind', () => {
    const scopes = [...site.inventory, ...site.addresses];
    const facts = [...scopes, ...site.keys, ...site.rows].flatMap(
      scope => scope.facts,
    );
    const count = (kind: string) =>
      facts.filter(fact => fact.kind === kind).length;
    expect(count('guest')).toBe(500);
    expect(count('guest-config')).toBe(500);
    expect(count('declared-key')).toBe(2_000);
    expect(count('declared-row')).toBe(500);
    for (const { kind, value } of facts) {
      expect(factSchemas[kind].parse(value)).toEqual(value);
    }
  });

  it('has a little of every drift', () => {
    const distinct = new Set(site.guestAddresses);
    const declared = new Set(site.keyAddresses);
    expect(declared.size).toBe(2_000);
    expect(distinct.size).toBeLessThan(500);
    expect(
      site.guestAddresses.filter(address => !declared.has(address)).length,
    ).toBeGreaterThan(0);
  });
});
