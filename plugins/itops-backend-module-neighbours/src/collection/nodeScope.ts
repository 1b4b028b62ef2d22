import {
  ScopeFailure,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import {
  Fact,
  ScopeResult,
  UnreadEntry,
  parseIpLink,
  parseNeighbours,
} from '@sankofa/site-model';
import { NodeOutput, Printed } from '../clients/NodeOutput';
import { linkFacts } from '../mappers/linkFacts';
import { neighbourFacts } from '../mappers/neighbourFacts';

const SHOWN = 3;

/** What came of one table. */
interface TableReading {
  facts: Fact[];
  trouble?: ScopeFailure;
  /** Nothing of it was read. */
  isLost: boolean;
}

function unreadTrouble(locator: string, unread: UnreadEntry[]): ScopeFailure {
  const shown = unread
    .slice(0, SHOWN)
    .map(({ at, text, why }) => `${at}, "${text}": ${why}`);
  const more = unread.length - shown.length;
  return {
    reason: 'invalid-answer',
    message: `${locator} could not be read as a whole. ${shown.join('; ')}${
      more > 0 ? `; and ${more} more` : ''
    }`,
  };
}

function readTable(
  printed: Printed,
  read: (
    text: string,
    locator: string,
  ) => { facts: Fact[]; understood: number; unread: UnreadEntry[] },
): TableReading {
  if ('failure' in printed) {
    return { facts: [], trouble: printed.failure, isLost: true };
  }
  const { text, locator } = printed;
  const { facts, understood, unread } = read(text, locator);
  return {
    facts,
    ...(unread.length > 0 && { trouble: unreadTrouble(locator, unread) }),
    isLost: unread.length > 0 && understood === 0,
  };
}

/** The scope of one node, from what it printed. */
export function nodeScope(node: string, output: NodeOutput): ScopeResult {
  const scope = `node:${node}`;
  const tables = [
    readTable(output.neighbours, (text, locator) => {
      const { entries, leftOut, unread } = parseNeighbours(text);
      return {
        facts: neighbourFacts(node, entries, locator),
        understood: entries.length + leftOut,
        unread,
      };
    }),
    ...(output.links
      ? [
          readTable(output.links, (text, locator) => {
            const { links, unread } = parseIpLink(text);
            return {
              facts: linkFacts(node, links, locator),
              understood: links.length,
              unread,
            };
          }),
        ]
      : []),
  ];
  const facts = tables.flatMap(table => table.facts);
  const troubles = tables.flatMap(({ trouble }) => trouble ?? []);
  if (troubles.length === 0) {
    return completeScope(scope, facts);
  }
  const trouble = {
    reason: troubles[0].reason,
    message: troubles.map(({ message }) => message).join(' '),
  };
  return tables.every(({ isLost }) => isLost)
    ? failedScope(scope, trouble)
    : partialScope(scope, trouble, facts);
}
