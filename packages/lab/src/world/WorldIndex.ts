import { LabGuest, LabNode, World } from './world';

/** A world with its guests and nodes by key, so that an answer does not search. */
export class WorldIndex {
  readonly guests: Map<number, LabGuest>;
  readonly nodes: Map<string, LabNode>;
  readonly guestsOfNode: Map<string, LabGuest[]>;

  private constructor(readonly world: World) {
    this.guests = new Map(world.guests.map(guest => [guest.vmid, guest]));
    this.nodes = new Map(world.nodes.map(node => [node.name, node]));
    this.guestsOfNode = new Map(world.nodes.map(node => [node.name, []]));
    for (const guest of world.guests) {
      this.guestsOfNode.get(guest.node)?.push(guest);
    }
  }

  static create(world: World): WorldIndex {
    return new WorldIndex(world);
  }
}
