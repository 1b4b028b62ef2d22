import { mockServices } from '@backstage/backend-test-utils';
import { ConnectorError } from '@sankofa/plugin-itops-node';
import { DeclaredSourceConfig } from './config';
import { DeclaredCollector } from './DeclaredCollector';
import { TextReading } from './sources/TextSource';

const context = {
  signal: new AbortController().signal,
  logger: mockServices.logger.mock(),
};
const CONFIG: DeclaredSourceConfig = {
  id: 'addresses.conf',
  kind: 'env',
  place: { path: '/site/addresses.conf' },
  maxBytes: 1000,
  readTimeoutMs: 1000,
  schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
};

function collectorOf(
  read: (signal: AbortSignal) => Promise<TextReading>,
  config: Partial<DeclaredSourceConfig> = {},
) {
  return DeclaredCollector.create(
    { ...CONFIG, ...config },
    {
      where: '/site/addresses.conf',
      read,
      readBytes: async signal => Buffer.from((await read(signal)).text),
    },
  );
}

describe('DeclaredCollector', () => {
  it('answers with the source first and the facts in the scope of the file', async () => {
    const collector = collectorOf(async () => ({
      text: 'IP_GIT=10.20.0.5\nnonsense',
      revision: 'abc',
    }));
    expect(collector).toMatchObject({
      sourceId: 'declared/addresses.conf',
      kind: 'declared',
      pass: 'inventory',
      title: 'Declared file addresses.conf',
      schedule: CONFIG.schedule,
    });
    const { scopes, collectedAt } = await collector.collect(context);
    expect(collectedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(scopes).toEqual([
      { scope: 'source', completeness: 'complete', facts: [] },
      {
        scope: 'file:addresses.conf',
        completeness: 'complete',
        revision: 'abc',
        facts: [
          expect.objectContaining({
            kind: 'declared-key',
            key: 'IP_GIT',
            locator: 'addresses.conf:1',
          }),
          expect.objectContaining({
            kind: 'unparsed',
            key: '2',
            locator: 'addresses.conf:2',
          }),
          {
            kind: 'declared-file',
            key: 'addresses.conf',
            value: {
              file: 'addresses.conf',
              contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
            },
            locator: 'addresses.conf',
          },
        ],
      },
    ]);
  });

  it('reports an emptied file as complete: whether that is believed is for the removal guard', async () => {
    const { scopes } = await collectorOf(async () => ({ text: '' })).collect(
      context,
    );
    expect(
      scopes.map(({ completeness, facts }) => [
        completeness,
        facts.map(({ kind }) => kind),
      ]),
    ).toEqual([
      ['complete', []],
      ['complete', ['declared-file']],
    ]);
  });

  it.each([
    [
      'a file that vanished',
      async () => {
        throw new ConnectorError('file-missing', 'gone');
      },
      'env',
      'file-missing',
    ],
    [
      'a text without a table',
      async () => ({ text: '# moved' }),
      'endpoints',
      'no-table',
    ],
  ] as const)(
    'fails as a whole, without facts, for %s',
    async (_, read, kind, reason) => {
      await expect(
        collectorOf(read, { kind }).collect(context),
      ).resolves.toEqual({
        collectedAt: expect.any(String),
        scopes: [
          {
            scope: 'source',
            completeness: 'failed',
            error: { reason, message: expect.any(String) },
            facts: [],
          },
        ],
      });
    },
  );

  it('ends at its own deadline and when the run is stopped', async () => {
    const signals: AbortSignal[] = [];
    const stop = new AbortController();
    const collector = collectorOf(
      async signal => {
        signals.push(signal);
        return { text: '' };
      },
      { readTimeoutMs: 10 },
    );
    await collector.collect({ ...context, signal: stop.signal });
    await new Promise(resolve => signals[0].addEventListener('abort', resolve));
    stop.abort();
    await collector.collect({ ...context, signal: stop.signal });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('reads the text again for whoever edits it, with the hash that its facts carry', async () => {
    const text = '\uFEFFA=10.20.0.5\r\n';
    const collector = collectorOf(async () => ({ text }));
    const { contentHash, ...read } = await collector.readText(context);
    expect(read).toEqual({ text });
    const { scopes } = await collectorOf(async () => ({
      text: text.slice(1),
    })).collect(context);
    expect(scopes[1].facts.at(-1)).toMatchObject({ value: { contentHash } });
  });

  it('does not offer a text for editing whose bytes are not UTF-8', async () => {
    const collector = DeclaredCollector.create(CONFIG, {
      where: '/site/addresses.conf',
      read: async () => ({ text: '' }),
      readBytes: async () => Buffer.from([0x41, 0x3d, 0xff]),
    });
    await expect(collector.readText(context)).rejects.toThrow(
      'holds bytes that are no UTF-8',
    );
  });

  it('lets a programming error through', async () => {
    const collector = collectorOf(async () => {
      throw new TypeError('bug');
    });
    await expect(collector.collect(context)).rejects.toThrow('bug');
    await expect(collector.check(context)).rejects.toThrow('bug');
  });

  it('gives the same facts for the same text without parsing it again', async () => {
    const texts = ['A=10.20.0.5', 'A=10.20.0.5', 'A=10.20.0.6'];
    const collector = collectorOf(async () => ({ text: texts.shift()! }));
    const [first, second, third] = [
      await collector.collect(context),
      await collector.collect(context),
      await collector.collect(context),
    ];
    expect(second.scopes[1].facts).toBe(first.scopes[1].facts);
    expect(third.scopes).not.toEqual(first.scopes);
  });

  it('passes on why there is no commit', async () => {
    const collector = collectorOf(async () => ({
      text: '',
      note: 'git refused',
    }));
    await expect(collector.collect(context)).resolves.toMatchObject({
      note: 'git refused',
    });
  });

  it.each<[string, TextReading, string, string]>([
    [
      'a clean file',
      { text: 'A=10.0.0.1\nwhat', revision: 'abc' },
      'ok',
      'shell assignments: 1 keys, 1 lines that could not be read; commit abc',
    ],
    [
      'a file outside of git',
      { text: '' },
      'ok',
      'declares nothing; no commit is known for it',
    ],
    [
      'a changed file',
      { text: '', revision: 'abc+dirty' },
      'warn',
      'commit abc+dirty: commit what was changed',
    ],
    [
      'a checkout that git refuses',
      { text: '', note: 'git refused' },
      'warn',
      'git refused',
    ],
  ])('tells the doctor of %s', async (_, reading, status, detail) => {
    await expect(
      collectorOf(async () => reading).check(context),
    ).resolves.toEqual([
      {
        title: 'declared/addresses.conf: /site/addresses.conf',
        status,
        detail: expect.stringContaining(detail),
      },
    ]);
  });

  it('tells the doctor what failed', async () => {
    const collector = collectorOf(async () => {
      throw new ConnectorError('forbidden', 'may not be read');
    });
    await expect(collector.check(context)).resolves.toEqual([
      { title: expect.any(String), status: 'fail', detail: 'may not be read' },
    ]);
  });
});
