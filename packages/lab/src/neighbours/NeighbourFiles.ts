import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabSite } from '../state/LabSite';
import { LabNode } from '../world';
import { nodeLinks } from './nodeLinks';
import { nodeNeighbours } from './nodeNeighbours';

/** One entry of `itops.sources.neighbours[].nodes`. @public */
export interface LabNeighbourNode {
  node: string;
  file: string;
  linksFile: string;
}

/**
 * What `ip neigh` and `ip link` print on each node, recorded as files that follow the
 * world. Those of a node that is off are not there: nobody could read it.
 */
export class NeighbourFiles {
  private constructor(
    private readonly site: LabSite,
    private readonly folder: string,
  ) {}

  static async start(site: LabSite, folder: string): Promise<NeighbourFiles> {
    const files = new NeighbourFiles(site, folder);
    await mkdir(folder, { recursive: true });
    await files.write();
    site.onChange(() => files.write());
    return files;
  }

  /** The nodes that are on now, with their files. */
  nodes(): LabNeighbourNode[] {
    return this.site.world.nodes
      .filter(({ state }) => state === 'online')
      .map(node => ({ node: node.name, ...this.filesOf(node) }));
  }

  private filesOf({ name }: LabNode) {
    return {
      file: path.join(this.folder, `${name}.json`),
      linksFile: path.join(this.folder, `${name}-links.json`),
    };
  }

  private async write(): Promise<void> {
    // A fault that lies about guests is one of the API; what is on the wire stays.
    const { index } = this.site;
    const world = { ...this.site.world, nodes: index.world.nodes };
    for (const node of world.nodes) {
      const { file, linksFile } = this.filesOf(node);
      if (node.state === 'online') {
        const guests = world.guests.filter(
          guest => guest.node === node.name && guest.status === 'running',
        );
        await replace(file, nodeNeighbours(world, node));
        await replace(linksFile, nodeLinks(node, guests));
      } else {
        await rm(file, { force: true });
        await rm(linksFile, { force: true });
      }
    }
  }
}

/** A reader never sees half of it. */
async function replace(file: string, value: unknown[]): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value)}\n`);
  await rename(`${file}.new`, file);
}
