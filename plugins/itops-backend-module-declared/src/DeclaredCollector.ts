import {
  CollectionResult,
  Collector,
  CollectorContext,
  ConnectorError,
  DoctorCheck,
  EditableText,
  textHash,
} from '@sankofa/plugin-itops-node';
import { Fact, SOURCE_SCOPE } from '@sankofa/site-model';
import { DeclaredSourceConfig } from './config';
import { declaredFacts } from './mappers/declaredFacts';
import { decodeEditableText } from './sources/decodeText';
import { TextReading, TextSource } from './sources/TextSource';

const KIND_NAMES = {
  env: 'shell assignments',
  endpoints: 'endpoint tables',
  hostnames: 'tables of public host names',
  hardware: 'tables of hardware',
};

/**
 * Reads one file in which people wrote down what should be: `ip-addresses.conf`,
 * or tables of endpoints or public host names in Markdown.
 *
 * @public
 */
export class DeclaredCollector implements Collector {
  readonly kind = 'declared';
  readonly pass = 'inventory';
  /** An unchanged text has the facts it had: parsing it again is the larger part of a run. */
  private last?: { text: string; facts: Fact[] };

  /** @internal */
  static create(
    config: DeclaredSourceConfig,
    source: TextSource,
  ): DeclaredCollector {
    return new DeclaredCollector(config, source);
  }

  private constructor(
    private readonly config: DeclaredSourceConfig,
    private readonly source: TextSource,
  ) {}

  get sourceId() {
    return `declared/${this.config.id}`;
  }

  get title() {
    return `Declared file ${this.config.id}`;
  }

  get schedule() {
    return this.config.schedule;
  }

  async collect(context: CollectorContext): Promise<CollectionResult> {
    const collectedAt = new Date().toISOString();
    try {
      const { reading, facts } = await this.read(context);
      return {
        collectedAt,
        ...(reading.note === undefined ? {} : { note: reading.note }),
        scopes: [
          { scope: SOURCE_SCOPE, completeness: 'complete', facts: [] },
          {
            scope: `file:${this.config.id}`,
            completeness: 'complete',
            ...(reading.revision === undefined
              ? {}
              : { revision: reading.revision }),
            facts,
          },
        ],
      };
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      const { reason, message } = error;
      return {
        collectedAt,
        scopes: [
          {
            scope: SOURCE_SCOPE,
            completeness: 'failed',
            error: { reason, message },
            facts: [],
          },
        ],
      };
    }
  }

  async check(context: CollectorContext): Promise<DoctorCheck[]> {
    const title = `${this.sourceId}: ${this.source.where}`;
    try {
      const { reading, facts } = await this.read(context);
      const remark = remarkOn(reading);
      return [
        {
          title,
          status: remark.isFine ? 'ok' : 'warn',
          detail: `${KIND_NAMES[this.config.kind]}: ${count(facts)}; ${
            remark.text
          }`,
        },
      ];
    } catch (error) {
      if (error instanceof ConnectorError) {
        return [{ title, status: 'fail', detail: error.message }];
      }
      throw error;
    }
  }

  async readText({ signal }: CollectorContext): Promise<EditableText> {
    const bytes = await this.source.readBytes(this.untilDeadline(signal));
    const text = decodeEditableText(bytes, this.source.where);
    return { text, contentHash: textHash(text) };
  }

  private untilDeadline(signal: AbortSignal): AbortSignal {
    const deadline = AbortSignal.timeout(this.config.readTimeoutMs);
    return AbortSignal.any([signal, deadline]);
  }

  private async read({
    signal,
  }: CollectorContext): Promise<{ reading: TextReading; facts: Fact[] }> {
    const reading = await this.source.read(this.untilDeadline(signal));
    if (this.last?.text !== reading.text) {
      const { kind, id } = this.config;
      const facts = [
        ...declaredFacts(kind, reading.text, id),
        this.fileFact(reading.text),
      ];
      this.last = { text: reading.text, facts };
    }
    return { reading, facts: this.last!.facts };
  }

  private fileFact(text: string): Fact {
    const { id } = this.config;
    return {
      kind: 'declared-file',
      key: id,
      value: { file: id, contentHash: textHash(text) },
      locator: id,
    };
  }
}

function remarkOn({ revision, note }: TextReading) {
  if (note !== undefined) {
    return { isFine: false, text: note };
  }
  if (revision === undefined) {
    return { isFine: true, text: 'no commit is known for it' };
  }
  return revision.endsWith('+dirty')
    ? { isFine: false, text: `commit ${revision}: commit what was changed` }
    : { isFine: true, text: `commit ${revision}` };
}

function count(facts: Fact[]): string {
  const numbers = new Map<string, number>();
  facts.forEach(({ kind }) => numbers.set(kind, (numbers.get(kind) ?? 0) + 1));
  const words: [string, string][] = [
    ['declared-key', 'keys'],
    ['declared-row', 'rows'],
    ['declared-device', 'devices'],
    ['declared-hostname', 'host names'],
    ['declared-hardware', 'rows of hardware'],
    ['unparsed', 'lines that could not be read'],
  ];
  return (
    words
      .filter(([kind]) => numbers.has(kind))
      .map(([kind, word]) => `${numbers.get(kind)} ${word}`)
      .join(', ') || 'declares nothing'
  );
}
