import { LabNode } from '../../../world';
import { Answer, failed, notImplemented } from '../Answer';
import { findGuest } from '../answers/guests';
import { reachableNode } from '../reachableNode';
import { Command, GuestCommand, Refusal } from './Command';
import { configure } from './configureGuest';
import { createContainer } from './createContainer';
import { destroy } from './destroyGuest';
import { start, stop } from './powerGuest';
import { resize } from './resizeDisk';

const POWER: Record<string, GuestCommand> = {
  'POST status/start': start,
  'POST status/stop': stop('stop'),
  'POST status/shutdown': stop('shutdown'),
};
const OF_GUEST: Record<string, GuestCommand> = {
  ...POWER,
  'PUT config': configure,
  'PUT resize': resize,
  DELETE: destroy,
};

type Route = (node: LabNode) => Promise<Answer> | Answer;

function routeOf(command: Command, rest: string): Route | undefined {
  const { method } = command;
  if (method === 'POST' && rest === 'lxc') {
    return node => createContainer(command, node);
  }
  const match = /^(lxc|qemu)\/([^/]+)(?:\/(.+))?$/.exec(rest);
  const ofGuest = match && OF_GUEST[`${method} ${match[3] ?? ''}`.trim()];
  if (!ofGuest) {
    return undefined;
  }
  const type = match[1] as 'lxc' | 'qemu';
  return node => {
    const rights = ofGuest.rights[type];
    const found = findGuest(command, node, { type, id: match[2], rights });
    return 'refusal' in found
      ? found.refusal
      : ofGuest.run(command, found.guest);
  };
}

/** Without the majority of its nodes a cluster changes nothing. */
function isQuorate({ index }: Command): boolean {
  const { nodes } = index.world;
  return (
    nodes.filter(({ state }) => state === 'online').length * 2 > nodes.length
  );
}

/** What Proxmox VE does, and says, at an authenticated call that is no GET. */
export async function answerCommand(command: Command): Promise<Answer> {
  const { method, path } = command;
  const match = /^\/nodes\/([^/]+)\/(.+)$/.exec(path);
  const route = match && routeOf(command, match[2]);
  if (!route) {
    return notImplemented(method, path);
  }
  const found = reachableNode(command, decodeURIComponent(match[1]));
  if ('refusal' in found) {
    return found.refusal;
  }
  if (!isQuorate(command)) {
    return failed(500, 'cluster not ready - no quorum?');
  }
  try {
    return await route(found.node);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer;
    }
    throw error;
  }
}
