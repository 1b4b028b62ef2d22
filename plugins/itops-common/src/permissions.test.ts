import * as permissions from './permissions';

describe('permissions', () => {
  const { itopsPermissions, ...named } = permissions;

  it('are all in the list that the backend registers', () => {
    expect([...itopsPermissions].sort(byName)).toEqual(
      Object.values(named).sort(byName),
    );
  });

  it('have names of their own under itops.', () => {
    const names = itopsPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    names.forEach(name => expect(name).toMatch(/^itops(\.[a-z-]+){2}$/));
  });

  it('mark reading as read, so that a policy can allow all of it at once', () => {
    for (const { name, attributes } of itopsPermissions) {
      expect({ name, reads: attributes.action === 'read' }).toEqual({
        name,
        reads: name.endsWith('.read'),
      });
    }
  });
});

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name);
}
