import { Agent, request } from 'undici';
import { Lab, startLab } from '../../Lab';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';

/* The server in front of the API is that of libpve-http-server-perl 6.0. */
describe('the body of a call', () => {
  const folder = stateDir();
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
  });
  afterEach(() => lab.reset());
  afterAll(async () => {
    await dispatcher.destroy();
    await lab.close();
  });

  async function put(
    body: string | AsyncIterable<string>,
    contentType = 'application/x-www-form-urlencoded',
  ) {
    const { url } = lab.nodes.find(({ name }) => name === 'r630-03')!;
    const answer = await request(
      `${url}/api2/json/nodes/r630-03/lxc/7704/config`,
      {
        method: 'PUT',
        dispatcher,
        headers: {
          authorization: `PVEAPIToken=${lab.token('provisioner')}`,
          'content-type': contentType,
        },
        body: typeof body === 'string' ? body : (body as any),
      },
    );
    const { errors } = (await answer.body.json()) as { errors?: object };
    return { status: answer.statusCode, reason: answer.statusText, errors };
  }
  const cores = () => lab.world.guests.find(({ vmid }) => vmid === 7704)!.cores;

  it('is a form, or JSON', async () => {
    expect((await put('cores=3')).status).toBe(200);
    expect(cores()).toBe(3);
    const json = JSON.stringify({ cores: 4, onboot: true });
    expect((await put(json, 'application/json')).status).toBe(200);
    expect(cores()).toBe(4);
  });

  it('may not come in chunks', async () => {
    async function* chunks() {
      yield 'cores=';
      yield '3';
    }
    expect(await put(chunks())).toMatchObject({
      status: 501,
      reason: 'chunked transfer encoding not supported',
    });
    expect(cores()).toBe(2);
  });

  it('may not name a field twice, nor one that every object has', async () => {
    expect(await put('cores=3&cores=4')).toMatchObject({
      status: 400,
      errors: { cores: "type check ('string') failed" },
    });
    expect(await put('constructor=3')).toMatchObject({
      status: 400,
      errors: { constructor: expect.stringMatching(/not defined in schema/) },
    });
  });

  it('loses what stands behind a second equals sign', async () => {
    expect(await put('net0=name=eth0,bridge=vmbr0,ip=dhcp')).toMatchObject({
      status: 400,
      errors: {
        net0: 'invalid format - value without key, but schema does not define a default key\n',
      },
    });
  });
});
