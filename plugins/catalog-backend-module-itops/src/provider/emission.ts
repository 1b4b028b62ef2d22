import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { createHash } from 'node:crypto';

/** One key for everything this provider emits, in every replica and after every restart. */
export const LOCATION_KEY = 'itops';

/** What this process knows to be in the catalog: digest of each entity by ref. */
export type Emitted = ReadonlyMap<string, string>;

/** A mutation, absent where the catalog is right already, and what is known after it. */
export interface Emission {
  mutation?: EntityProviderMutation;
  emitted: Emitted;
  counts: { added: number; removed: number };
}

/** Everything, for a process that does not know what the catalog holds. The catalog compares. */
export function fullEmission(entities: Entity[]): Emission {
  return {
    mutation: { type: 'full', entities: entities.map(deferred) },
    emitted: digests(entities),
    counts: { added: entities.length, removed: 0 },
  };
}

/**
 * Only what differs from the last emission. Without `mayRemove` a missing
 * entity stays, and stays known.
 */
export function deltaEmission(
  known: Emitted,
  entities: Entity[],
  options: { mayRemove: boolean },
): Emission {
  const now = digests(entities);
  const added = entities.filter(entity => {
    const ref = stringifyEntityRef(entity);
    return known.get(ref) !== now.get(ref);
  });
  const removed = options.mayRemove
    ? [...known.keys()].filter(ref => !now.has(ref))
    : [];
  const emitted = options.mayRemove ? now : new Map([...known, ...now]);
  if (!added.length && !removed.length) {
    return { emitted, counts: { added: 0, removed: 0 } };
  }
  return {
    mutation: {
      type: 'delta',
      added: added.map(deferred),
      removed: removed.map(entityRef => ({
        entityRef,
        locationKey: LOCATION_KEY,
      })),
    },
    emitted,
    counts: { added: added.length, removed: removed.length },
  };
}

function deferred(entity: Entity): DeferredEntity {
  return { entity, locationKey: LOCATION_KEY };
}

function digests(entities: Entity[]): Map<string, string> {
  return new Map(
    entities.map(entity => [
      stringifyEntityRef(entity),
      createHash('sha256').update(JSON.stringify(entity)).digest('base64'),
    ]),
  );
}
