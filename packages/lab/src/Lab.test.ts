import { readFile, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { once } from 'node:events';
import { startLab } from './Lab';
import { PveClient, presentedFingerprint } from './__testUtils__/PveClient';
import { QUICK, stateDir } from './__testUtils__/stateDir';
import { generateWorld } from './world';

describe('startLab', () => {
  const folder = stateDir();

  it('keeps ports, certificates and secrets from start to start', async () => {
    const first = await startLab({ stateDir: folder, latency: QUICK });
    const config = first.config();
    const control = first.controlEndpoint;
    await first.close();
    const second = await startLab({ stateDir: folder, latency: QUICK });
    expect(second.config()).toEqual(config);
    expect(second.controlEndpoint).toEqual(control);
    const [, { url, fingerprint }] = second.nodes;
    expect(await presentedFingerprint(url)).toBe(fingerprint);
    await second.close();
  });

  it('keeps its state where only the owner may read it', async () => {
    const { mode } = await stat(path.join(folder, 'lab-state.json'));
    // eslint-disable-next-line no-bitwise
    expect(mode & 0o077).toBe(0);
  });

  it('takes another port when a kept one is taken', async () => {
    const first = await startLab({ stateDir: folder, latency: QUICK });
    const port = Number(new URL(first.nodes[1].url).port);
    await first.close();
    const squatter = net.createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await startLab({ stateDir: folder, latency: QUICK });
    expect(Number(new URL(second.nodes[1].url).port)).not.toBe(port);
    const client = PveClient.of(second);
    expect((await client.get('/version')).status).toBe(200);
    await client.close();
    await second.close();
    squatter.close();
  });

  it('says so when its state cannot be read, instead of starting afresh', async () => {
    const broken = path.join(folder, 'broken');
    const lab = await startLab({ stateDir: broken, latency: QUICK });
    await lab.close();
    await writeFile(path.join(broken, 'lab-state.json'), '{"ports": 1}');
    await expect(startLab({ stateDir: broken })).rejects.toThrow(/tokenSecret/);
  });

  it('gives the configuration of the cluster, online nodes first, of the proxy and of the declared files', async () => {
    const lab = await startLab({ stateDir: folder, latency: QUICK });
    const { proxmox, npm, declared } = lab.config({ token: 'empty' }).itops
      .sources;
    expect(proxmox[0].id).toBe('pve-main');
    expect(proxmox[0].token).toBe(lab.token('empty'));
    expect(proxmox[0]).not.toHaveProperty('execution');
    const writing = lab.config({ executionToken: 'provisioner' });
    expect(writing.itops.sources.proxmox[0].execution).toEqual({
      token: lab.token('provisioner'),
    });
    expect(proxmox[0].endpoints).toHaveLength(5);
    expect(proxmox[0].endpoints[4].url).toBe(lab.nodes[0].url); // ml110 is down
    expect(npm).toEqual([
      expect.objectContaining({
        id: 'edge',
        url: lab.proxy!.url,
        identity: 'reader@sankofa.example',
        addresses: ['192.168.11.166', '192.168.11.167'],
      }),
    ]);
    expect(declared.map(({ kind }) => kind)).toEqual([
      'env',
      'endpoints',
      'hostnames',
    ]);
    for (const source of declared) {
      expect(await readFile(source.path, 'utf8')).toContain('192.168.11.52');
    }
    await lab.close();
  });

  it('serves a generated world with declared files of its own', async () => {
    const lab = await startLab({
      stateDir: path.join(folder, 'generated'),
      world: generateWorld({ guests: 300, nodes: 3 }),
      latency: QUICK,
    });
    const client = PveClient.of(lab, { node: 'pve-01' });
    const { data } = await client.get('/cluster/resources?type=vm');
    expect(data).toHaveLength(300);
    expect(lab.proxy).toBeUndefined();
    expect(lab.config().itops.sources).not.toHaveProperty('npm');
    const [env] = lab.config().itops.sources.declared;
    const keys = (await readFile(env.path, 'utf8')).trim().split('\n');
    expect(keys).toHaveLength(300);
    await client.close();
    await lab.close();
  });
});
