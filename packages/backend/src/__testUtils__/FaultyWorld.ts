import { JsonObject } from '@backstage/types';
import {
  RecordedSite,
  RecordedToken,
  recordedFile,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PortFront } from './PortFront';

/** What goes wrong; everything else stays as recorded. */
export interface Fault {
  /** Options of the program that serves the faulty cluster. */
  replay?: string[];
  /** Nobody listens any more. */
  refuses?: boolean;
  /** The cluster is as it was, with other certificates than those that are pinned. */
  changedCertificates?: boolean;
  /** A declared file, and what it holds instead; nothing: it is gone. */
  file?: { name: string; text?: string };
}

interface Member {
  name: string;
  front: PortFront;
}

/**
 * The recorded site with its fault prepared: one configuration reaches the sound
 * servers and files, then the faulty ones, then the sound ones again.
 */
export class FaultyWorld {
  private constructor(
    private readonly fault: Fault,
    private readonly sound: RecordedSite,
    private readonly faulty: RecordedSite,
    private readonly members: readonly Member[],
    private readonly declaredFolder: string,
  ) {}

  static async create(options: {
    fault: Fault;
    sound: RecordedSite;
    /** Names of the members that are asked. */
    members: readonly string[];
    /** An empty folder for the declared files. */
    declaredFolder: string;
  }): Promise<FaultyWorld> {
    const { fault, sound, members, declaredFolder } = options;
    const faulty = await startRecordedSite(...(fault.replay ?? []));
    const fronts = members.map(async name => ({
      name,
      front: await PortFront.create(),
    }));
    const world = new FaultyWorld(
      fault,
      sound,
      faulty,
      await Promise.all(fronts),
      declaredFolder,
    );
    await world.mend();
    return world;
  }

  config(token: RecordedToken, cluster: JsonObject): JsonObject {
    const { declaredFolder } = this;
    const nodes = this.members.map(({ name, front }) => ({
      url: `https://127.0.0.1:${front.port}`,
      fingerprint: [
        this.sound.nodes[name].fingerprint,
        ...(this.fault.changedCertificates
          ? []
          : [this.faulty.nodes[name].fingerprint]),
      ],
      online: true,
    }));
    const sources = recordedSources({ nodes, token, declaredFolder, cluster });
    return { itops: { sources } };
  }

  /** From now on everything is as the fault has it. */
  async break(): Promise<void> {
    for (const { name, front } of this.members) {
      const { online, url } = this.faulty.nodes[name];
      const answers = online && !this.fault.refuses;
      await front.lead(answers ? portOf(url) : undefined);
    }
    const { file } = this.fault;
    if (file) {
      const place = path.join(this.declaredFolder, file.name);
      await rm(place);
      if (file.text !== undefined) {
        await writeFile(place, file.text);
      }
    }
  }

  /** From now on everything is as recorded. */
  async mend(): Promise<void> {
    for (const { name, front } of this.members) {
      await front.lead(portOf(this.sound.nodes[name].url));
    }
    await cp(recordedFile('declared'), this.declaredFolder, {
      recursive: true,
    });
  }

  /** Resolves to what the faulty servers counted. */
  async stop(): Promise<{ requests: number; writes: number }> {
    await Promise.all(this.members.map(({ front }) => front.close()));
    return this.faulty.stop();
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
