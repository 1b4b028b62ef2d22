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
export function permissions({ access, query }: Question): Answer {
  const wanted = query.get('path');
  const paths = wanted
    ? [wanted]
    : [...new Set([...TREE, ...access.token.access.map(entry => entry.path)])];
  return {
    ...ok(
      Object.fromEntries(
        paths
          .map(path => [path, access.privileges(path)] as const)
          .filter(([, privileges]) => privileges.length > 0)
          .map(([path, privileges]) => [
            path,
            Object.fromEntries(privileges.map(name => [name, 1])),
          ]),
      ),
    ),
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
