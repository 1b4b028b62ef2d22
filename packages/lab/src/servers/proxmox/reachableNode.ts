import { LabNode } from '../../world';
import { Answer, unreachable } from './Answer';
import { Question } from './Question';
import { unknownNode } from './answers/nodes';

/** The node of a path, or what another one says for it when it is not there. */
export function reachableNode(
  { index }: Question,
  name: string,
): { node: LabNode } | { refusal: Answer } {
  const node = index.nodes.get(name);
  if (!node) {
    return { refusal: unknownNode(name) };
  }
  switch (node.state) {
    case 'just-lost':
      return { refusal: unreachable(596, 'Connection timed out') };
    case 'offline':
      return { refusal: unreachable(595, 'No route to host') };
    default:
      return { node };
  }
}
