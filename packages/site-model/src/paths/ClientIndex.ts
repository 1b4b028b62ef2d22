import { compareText } from '../text/compareText';
import { ClientFact } from '../facts';
import { Observed } from '../site';

type Client = Observed<ClientFact>;

function isSorted(clients: readonly Client[]): boolean {
  for (let index = 1; index < clients.length; index++) {
    if (clients[index - 1].value.mac > clients[index].value.mac) {
      return false;
    }
  }
  return true;
}

function byMac(clients: readonly Client[]): readonly Client[] {
  return isSorted(clients)
    ? clients
    : [...clients].sort((left, right) =>
        compareText(left.value.mac, right.value.mac),
      );
}

/** The clients of each source, which come source by source. */
function bySource(clients: readonly Client[]): (readonly Client[])[] {
  const lists: (readonly Client[])[] = [];
  for (let first = 0; first < clients.length; ) {
    const { sourceId } = clients[first];
    let end = first + 1;
    while (end < clients.length && clients[end].sourceId === sourceId) {
      end++;
    }
    lists.push(
      byMac(
        end - first === clients.length ? clients : clients.slice(first, end),
      ),
    );
    first = end;
  }
  return lists;
}

/**
 * Finds clients by MAC. Sources key clients by it and a site keeps their order,
 * so the list is its own index: a few thousand look-ups among a million clients
 * cost far less than a table of all of them.
 */
export class ClientIndex {
  private constructor(private readonly lists: readonly (readonly Client[])[]) {}

  static create(clients: readonly Client[]): ClientIndex {
    return new ClientIndex(bySource(clients));
  }

  /** All clients with this MAC, by source. */
  of(mac: string): Client[] {
    const found: Client[] = [];
    for (const clients of this.lists) {
      let low = 0;
      let high = clients.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (clients[middle].value.mac < mac) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      while (low < clients.length && clients[low].value.mac === mac) {
        found.push(clients[low++]);
      }
    }
    return found;
  }
}
