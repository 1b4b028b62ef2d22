import { declaredTexts } from './declaredTexts';
import { generateWorld } from './generateWorld';

describe('generateWorld', () => {
  it('is the same for the same seed, and another for another', () => {
    const options = { guests: 200, nodes: 4, seed: 7 };
    expect(generateWorld(options)).toEqual(generateWorld(options));
    expect(generateWorld(options)).not.toEqual(
      generateWorld({ ...options, seed: 8 }),
    );
  });

  it('gives every guest a number, a MAC and an address of its own, up to a large world', () => {
    const { guests } = generateWorld({ guests: 100_000, nodes: 20 });
    const nets = guests.map(({ nets: [net] }) => net);
    expect(guests).toHaveLength(100_000);
    expect(new Set(guests.map(({ vmid }) => vmid)).size).toBe(100_000);
    expect(new Set(nets.map(({ mac }) => mac)).size).toBe(100_000);
    expect(new Set(nets.map(({ address }) => address)).size).toBe(100_000);
  });

  it('makes exactly the duplicates that are asked for', () => {
    const { guests } = generateWorld({ guests: 100, duplicates: 3 });
    const seen = new Map<string, number>();
    guests.forEach(({ nets: [{ address }] }) =>
      seen.set(address!, (seen.get(address!) ?? 0) + 1),
    );
    expect([...seen.values()].filter(count => count === 2)).toHaveLength(3);
    expect(guests.slice(0, 6).every(({ status }) => status === 'running')).toBe(
      true,
    );
  });

  it('spreads the guests evenly over the nodes', () => {
    const { guests, nodes } = generateWorld({ guests: 1000, nodes: 8 });
    for (const { name } of nodes) {
      expect(guests.filter(({ node }) => node === name)).toHaveLength(125);
    }
  });

  it('comes with declared files that name every guest', () => {
    const world = generateWorld({ guests: 50 });
    const { env, endpoints } = declaredTexts(world);
    for (const { vmid, name, node, nets } of world.guests) {
      const [address] = nets[0].address!.split('/');
      expect(env).toContain(`="${address}"`);
      expect(endpoints).toContain(
        `| ${vmid} | ${name} | ${address} | ${node} |`,
      );
    }
  });
});
