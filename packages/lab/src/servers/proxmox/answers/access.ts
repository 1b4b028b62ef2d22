import { Answer, ok } from '../Answer';
import { Question } from '../Question';

const TREE = [
  '/',
  '/access',
  '/access/groups',
  '/mapping',
  '/nodes',
  '/pool',
  '/sdn',
  '/storage',
  '/vms',
];

/**
 * `GET /access/permissions`: the one answer that tells an empty cluster from a
 * token that may see nothing. Needs no privilege.
 */
export function permissions({ access, query, index }: Question): Answer {
  const wanted = query.get('path');
  const paths = wanted
    ? [wanted]
    : [...new Set([...TREE, ...access.token.access.map(entry => entry.path)])];
  const granted = (path: string, names: readonly string[], below: 0 | 1) =>
    names.length > 0
      ? [[path, Object.fromEntries(names.map(name => [name, below]))]]
      : [];
  // What a pool gives on its guests holds on the guest itself only.
  const throughPools = index.world.guests.flatMap(({ vmid, pool }) =>
    pool && (!wanted || wanted === `/vms/${vmid}`)
      ? granted(`/vms/${vmid}`, access.privileges(`/pool/${pool}`), 0)
      : [],
  );
  return {
    ...ok({
      ...Object.fromEntries(throughPools),
      ...Object.fromEntries(
        paths.flatMap(path =>
          granted(
            path,
            access.privileges(path),
            access.propagates(path) ? 1 : 0,
          ),
        ),
      ),
    }),
    identity: true,
  };
}

export function version({ here }: Question): Answer {
  const [major, minor] = here.version.split('.');
  return {
    ...ok({
      version: here.version,
      release: `${major}.${minor}`,
      repoid: '5f3b9a1c',
    }),
    identity: true,
  };
}
