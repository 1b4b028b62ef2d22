import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ConnectorError,
  abortable,
  excerpt,
  fileTooLarge,
  readRegularFile,
} from '@sankofa/plugin-itops-node';
import { PlanProblem, VlanPlan, readVlanPlan } from '@sankofa/site-model';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { VlanPlanSettings } from './planSettings';

/** What became of reading the plan file. */
export type PlanState = {
  /** ISO-8601 UTC. */
  readAt: string;
} & (
  | { status: 'none' }
  | { status: 'unreadable'; message: string }
  | { status: 'invalid'; sourceRef: string; problems: PlanProblem[] }
  | { status: 'read'; sourceRef: string; plan: VlanPlan }
);

const MAX_BYTES = 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** Boards are asked for often; a host that serves files should not be. */
const KEEP_MS = 15_000;
const SHOWN_DIGITS = 12;

interface Options {
  place: VlanPlanSettings['place'];
  reader: UrlReaderService;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** The plan file, read again when it was not read for a while. */
export class PlanFile {
  private kept: { at: number; state: Promise<PlanState> } | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): PlanFile {
    return new PlanFile(options);
  }

  /** Never rejects: that a file cannot be read is an answer, too. */
  async current(): Promise<PlanState> {
    const now = this.now();
    if (!this.kept || now - this.kept.at >= KEEP_MS) {
      this.kept = { at: now, state: this.read(new Date(now).toISOString()) };
    }
    return this.kept.state;
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }

  private async read(readAt: string): Promise<PlanState> {
    const { place } = this.options;
    if (!place) {
      return { status: 'none', readAt };
    }
    const url = 'url' in place ? new URL(place.url) : undefined;
    const where =
      'path' in place ? place.path : `${url!.origin}${url!.pathname}`;
    const name = path.posix.basename(where.replace(/\\/g, '/'));
    let bytes: Uint8Array;
    try {
      bytes = await this.bytesOf(place, where);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      const message =
        error instanceof ConnectorError
          ? said
          : `${where} could not be read: ${excerpt(
              said,
              160,
            )}. Check the address and its integration.`;
      return { status: 'unreadable', readAt, message };
    }
    // What people agreed to is found again by the content, wherever it lies in git.
    const digest = createHash('sha256').update(bytes).digest('hex');
    const sourceRef = `${name}@${digest.slice(0, SHOWN_DIGITS)}`;
    const text = new TextDecoder('utf-8').decode(bytes);
    const { plan, problems } = readVlanPlan(text, name);
    return plan
      ? { status: 'read', readAt, sourceRef, plan }
      : { status: 'invalid', readAt, sourceRef, problems };
  }

  private async bytesOf(
    place: NonNullable<VlanPlanSettings['place']>,
    where: string,
  ): Promise<Uint8Array> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if ('path' in place) {
      const options = { maxBytes: MAX_BYTES, signal };
      return (await readRegularFile(place.path, options)).bytes;
    }
    const { reader } = this.options;
    const response = await abortable(reader.readUrl(place.url, { signal }), {
      signal,
      where,
    });
    const bytes = await abortable(response.buffer(), { signal, where });
    if (bytes.length > MAX_BYTES) {
      throw fileTooLarge(where, MAX_BYTES);
    }
    return bytes;
  }
}
