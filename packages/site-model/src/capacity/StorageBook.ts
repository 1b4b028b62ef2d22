import { isReadable } from '../observations';
import {
  Capacity,
  NodeCapacity,
  NodeStorage,
  StorageCapacity,
} from './capacity';
import { gib } from './gib';
import { Rejection } from './nodeConstraints';
import { PlacementRequest, RejectionCode } from './placement';

type WantedDisk = NonNullable<PlacementRequest['disk']>;

/** Keeps the books of how full storages become; a shared one is counted once. */
export class StorageBook {
  private readonly taken = new Map<string, number>();
  private readonly spaces: ReadonlyMap<string, StorageCapacity>;

  private constructor(private readonly capacity: Capacity) {
    this.spaces = new Map(capacity.storages.map(space => [space.id, space]));
  }

  static create(capacity: Capacity): StorageBook {
    return new StorageBook(capacity);
  }

  /** @param bytes - negative: given back */
  take({ spaceId }: NodeStorage, bytes: number): void {
    this.taken.set(spaceId, (this.taken.get(spaceId) ?? 0) + bytes);
  }

  /** What is used and may be; absent where nobody knows. */
  room(storage: NodeStorage) {
    const space = this.spaces.get(storage.spaceId);
    if (space?.totalBytes === undefined || space.usedBytes === undefined) {
      return undefined;
    }
    return {
      used: space.usedBytes + (this.taken.get(storage.spaceId) ?? 0),
      limit: space.totalBytes * (1 - this.capacity.policy.storageReserve),
    };
  }

  /** The storage with the most room among those that fit; or why there is none. */
  choose(
    node: NodeCapacity,
    disk: WantedDisk | undefined,
  ): { rejections: Rejection[]; chosen?: NodeStorage } {
    if (!disk) {
      return { rejections: [] };
    }
    const reject = (
      code: RejectionCode,
      message: string,
      details?: Rejection['details'],
    ) => ({ rejections: [{ code, message, ...(details && { details }) }] });
    if (node.storages.length === 0 && !isReadable(node.detailFreshness)) {
      return reject(
        'storage-unknown',
        `Nobody knows which storages ${node.name} has.`,
      );
    }
    let left = node.storages.filter(
      ({ storage }) => disk.storage === undefined || storage === disk.storage,
    );
    if (left.length === 0) {
      return reject(
        'storage-missing',
        `${node.name} has no storage${
          disk.storage === undefined ? '' : ` ${disk.storage}`
        }.`,
      );
    }
    left = left.filter(({ type }) => disk.types?.includes(type) ?? true);
    if (left.length === 0) {
      return reject(
        'storage-class',
        `No storage of ${node.name} is of the class ${disk.types!.join(
          ' or ',
        )}.`,
      );
    }
    left = left.filter(({ content }) =>
      contentsOf(disk).some(kind => content.includes(kind)),
    );
    if (left.length === 0) {
      return reject(
        'storage-content',
        `No such storage of ${node.name} may hold ${contentsOf(disk).join(
          ' or ',
        )}.`,
      );
    }
    left = left.filter(({ active }) => active);
    if (left.length === 0) {
      return reject(
        'storage-inactive',
        `No such storage of ${node.name} is active.`,
      );
    }
    const rooms = left
      .flatMap(storage => {
        const room = this.room(storage);
        return room ? [{ storage, ...room }] : [];
      })
      .sort(
        (a, b) =>
          (a.used + disk.bytes) / a.limit - (b.used + disk.bytes) / b.limit,
      );
    if (rooms.length === 0) {
      return reject(
        'storage-unknown',
        `Nobody knows how much room the storages of ${node.name} have.`,
      );
    }
    const fitting = rooms.find(({ used, limit }) => used + disk.bytes <= limit);
    const free = Math.max(...rooms.map(({ used, limit }) => limit - used));
    return fitting
      ? { rejections: [], chosen: fitting.storage }
      : reject(
          'storage-insufficient',
          `No such storage of ${node.name} has more than ${gib(
            Math.max(0, free),
          )} to give.`,
          { needed: disk.bytes, free: Math.round(free) },
        );
  }
}

/** What a storage must be able to hold: a disk of a guest is no backup. */
function contentsOf({ content }: WantedDisk): readonly string[] {
  return content === undefined ? ['rootdir', 'images'] : [content];
}
