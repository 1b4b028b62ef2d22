import { JsonObject } from '@backstage/types';
import {
  RecordedEndpoints,
  RecordedSite,
  RecordedWay,
  recordedFile,
  recordedSources,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PortFront } from './PortFront';

/** A kind of source that is served. */
export type Served = 'proxmox' | 'npm' | 'unifi';

/** What goes wrong; everything else stays as recorded. */
export interface Fault {
  /** Options of the program that serves the faulty site. */
  replay?: string[];
  /** Nobody listens any more at this kind of source. */
  refuses?: Served;
  /** All is as it was, but this kind of source has other certificates than those that are pinned. */
  changedCertificates?: Served;
  /** Files, and what they hold instead; nothing: they are gone. */
  files?: { names: string[]; text?: string };
}

/** What is read from files, by the name of its folder. */
const FOLDERS = ['declared', 'neighbours'];

/** A server of the site, and where it answers at any time. */
interface Door {
  of: Served;
  front: PortFront;
  urlIn(site: RecordedSite): string | undefined;
}

/**
 * The recorded site with its fault prepared: one configuration reaches the sound
 * servers and files, then the faulty ones, then the sound ones again.
 */
export class FaultyWorld {
  private constructor(
    private readonly fault: Fault,
    private readonly sound: RecordedSite,
    /** The sound one, where nothing that is served goes wrong. */
    private readonly faulty: RecordedSite,
    private readonly members: ReadonlyMap<string, Door>,
    private readonly proxy: Door,
    private readonly controller: Door,
    private readonly folder: string,
  ) {}

  static async create(options: {
    fault: Fault;
    sound: RecordedSite;
    /** Names of the members that are asked. */
    members: readonly string[];
    /** An empty folder for the files. */
    folder: string;
  }): Promise<FaultyWorld> {
    const { fault, sound, members, folder } = options;
    const { replay, changedCertificates } = fault;
    const door = async (of: Door['of'], urlIn: Door['urlIn']) => ({
      of,
      urlIn,
      front: await PortFront.create(),
    });
    const world = new FaultyWorld(
      fault,
      sound,
      replay || changedCertificates
        ? await startRecordedSite(...(replay ?? []))
        : sound,
      new Map(
        await Promise.all(
          members.map(
            async name =>
              [
                name,
                await door('proxmox', ({ nodes }) =>
                  nodes[name].online ? nodes[name].url : undefined,
                ),
              ] as const,
          ),
        ),
      ),
      await door('npm', ({ npm }) => npm.url),
      await door('unifi', ({ unifi }) => unifi.url),
      folder,
    );
    await world.mend();
    return world;
  }

  /** @param settings - further ones of sources, by their kind */
  config(
    way: RecordedWay,
    settings: Record<string, JsonObject> = {},
  ): JsonObject {
    const { folder } = this;
    const sources = recordedSources(this.endpoints(), {
      ...way,
      folder,
      settings,
    });
    return { itops: { sources } };
  }

  /** From now on everything is as the fault has it. */
  async break(): Promise<void> {
    const { changedCertificates, files, refuses } = this.fault;
    for (const { of, front, urlIn } of this.doors()) {
      const isSound = changedCertificates && changedCertificates !== of;
      const site = isSound ? this.sound : this.faulty;
      const url = of === refuses ? undefined : urlIn(site);
      await front.lead(url === undefined ? undefined : portOf(url));
    }
    for (const name of files?.names ?? []) {
      const place = path.join(this.folder, name);
      await rm(place);
      if (files?.text !== undefined) {
        await writeFile(place, files.text);
      }
    }
  }

  /** From now on everything is as recorded. */
  async mend(): Promise<void> {
    for (const { front, urlIn } of this.doors()) {
      await front.lead(portOf(urlIn(this.sound)!));
    }
    for (const name of FOLDERS) {
      const place = path.join(this.folder, name);
      await cp(recordedFile(name), place, { recursive: true });
    }
  }

  /** Resolves to how many writes the faulty servers were asked for. */
  async stop(): Promise<number> {
    await Promise.all(this.doors().map(({ front }) => front.close()));
    // Whoever started the sound one counts there.
    return this.faulty === this.sound ? 0 : (await this.faulty.stop()).writes;
  }

  private doors(): Door[] {
    return [...this.members.values(), this.proxy, this.controller];
  }

  private endpoints(): RecordedEndpoints {
    const { sound, faulty, fault } = this;
    const pins = (of: (site: RecordedSite) => string) =>
      fault.changedCertificates ? [of(sound)] : [of(sound), of(faulty)];
    const nodes = [...this.members].map(([name, { front }]) => [
      name,
      {
        url: `https://127.0.0.1:${front.port}`,
        fingerprint: pins(site => site.nodes[name].fingerprint),
        online: true,
      },
    ]);
    return {
      nodes: Object.fromEntries(nodes),
      npm: {
        ...sound.npm,
        url: `http://127.0.0.1:${this.proxy.front.port}/api`,
      },
      unifi: {
        ...sound.unifi,
        url: `https://127.0.0.1:${this.controller.front.port}`,
        fingerprint: pins(({ unifi }) => unifi.fingerprint),
      },
    };
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
