import { ConnectorError, textHash } from '@sankofa/plugin-itops-node';
import { Fact, SOURCE_SCOPE, parseEnvFile } from '@sankofa/site-model';
import { FakeCollector } from '../__testUtils__/collectors';
import { cluster, complete } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

const FILE = 'ip-addresses.conf';
const TEXT = `\uFEFF# guests\r\nIP_GUEST_101=192.0.2.101 # web\r\nIP_OLD=192.0.2.99`;

/** What the connector for declared files makes of a text. */
function facts(text: string): Fact[] {
  return [
    ...parseEnvFile(text, { file: FILE }).keys.map(
      (value): Fact => ({ kind: 'declared-key', key: value.key, value }),
    ),
    {
      kind: 'declared-file',
      key: FILE,
      value: { file: FILE, contentHash: textHash(text) },
    },
  ];
}

describe('patches over HTTP', () => {
  const database = testDatabase();
  let portal: TestPortal;
  let pve: FakeCollector;
  let file: FakeCollector;
  let text: string;

  beforeEach(async () => {
    text = TEXT;
    pve = FakeCollector.create().gives(cluster(101, 102));
    file = FakeCollector.create(`declared/${FILE}`).gives([
      complete(SOURCE_SCOPE),
      complete(`file:${FILE}`, facts(TEXT)),
    ]);
    file.readText = async () => ({ text, contentHash: textHash(text) });
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [pve, file],
    });
    await portal.collect();
  });

  afterEach(() => portal.stop());

  async function idOf(rule: string, subject: string): Promise<string> {
    const found = async () =>
      (await portal.client.findings({ rule, subject })).items;
    // Judged by itself, a moment after the run is shown.
    await portal.until(async () => (await found()).length > 0);
    const items = await found();
    expect(items.map(item => item.subject)).toEqual([subject]);
    return items[0].id;
  }

  const undeclared = () => idOf('address-undeclared', 'address:192.0.2.102');

  it('answers the edit of the file, byte for byte, and its difference', async () => {
    const id = await undeclared();
    await expect(portal.client.findingPatch(id)).resolves.toEqual({
      offered: true,
      findingId: id,
      sourceId: `declared/${FILE}`,
      file: FILE,
      summary: 'Adds IP_GUEST_102 with 192.0.2.102 for 102 guest-102.',
      cautions: [],
      diff: expect.stringContaining('+IP_GUEST_102=192.0.2.102\r\n'),
      newText: TEXT.replace('web\r\n', 'web\r\nIP_GUEST_102=192.0.2.102\r\n'),
      contentHash: textHash(TEXT),
    });
  });

  it('makes the finding go away once the file is merged and read', async () => {
    const id = await idOf('address-unused', 'address:192.0.2.99');
    const patch = await portal.client.findingPatch(id);
    expect(patch).toMatchObject({ offered: true });
    text = (patch as { newText: string }).newText;
    expect(text).toBe(TEXT.replace('\r\nIP_OLD=192.0.2.99', ''));
    file.gives([complete(SOURCE_SCOPE), complete(`file:${FILE}`, facts(text))]);
    await portal.collect();
    await portal.collect();
    await portal.until(
      async () => (await portal.client.finding(id)).state === 'resolved',
    );
    await expect(portal.client.findingPatch(id)).resolves.toMatchObject({
      offered: false,
      reason: 'resolved',
    });
  });

  it('refuses with 409 and the remedy when the file is another one than was judged', async () => {
    const id = await undeclared();
    text = `${TEXT}\r\n# a new remark`;
    await expect(portal.client.findingPatch(id)).rejects.toMatchObject({
      statusCode: 409,
      message: expect.any(String),
      cause: {
        name: 'ConflictError',
        message: expect.stringMatching(
          /^ip-addresses\.conf has changed since it was read at .*: refresh the source declared\/ip-addresses\.conf, then ask again$/,
        ),
      },
    });
  });

  it('says why the file cannot be read, and that a finding is unknown', async () => {
    const id = await undeclared();
    file.readText = async () => {
      throw new ConnectorError('file-missing', 'gone');
    };
    await expect(portal.client.findingPatch(id)).rejects.toMatchObject({
      statusCode: 503,
      cause: { message: expect.stringContaining('cannot be read now: gone') },
    });
    await expect(portal.client.findingPatch('none')).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('offers none, with the reason, where a file is not at fault', async () => {
    // 351 is given the address of 101.
    pve.gives(cluster(101, 102, 351));
    await portal.collect();
    const id = await idOf('duplicate-address', 'address:192.0.2.101');
    await expect(portal.client.findingPatch(id)).resolves.toEqual({
      offered: false,
      findingId: id,
      reason: 'not-editable',
      message: expect.stringContaining('no file can repair that'),
    });
  });

  it('keeps the text of the file from those who may only read findings', async () => {
    const id = await undeclared();
    portal.denied.add('itops.finding.update');
    await expect(portal.client.findingPatch(id)).rejects.toMatchObject({
      statusCode: 403,
    });
  });
});
