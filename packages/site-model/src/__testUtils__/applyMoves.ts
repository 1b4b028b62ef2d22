import { SnapshotFact, SourceSnapshot } from '../observations';
import { parseAddress } from '../values';
import { MoveEdit, SimulatedMove } from '../vlanPlan';

function withoutLength(text: string): string {
  return parseAddress(text.split('/')[0]) ?? text;
}

/** What a facts says after guests were moved: all that the sources would tell. */
function factAfter(
  fact: SnapshotFact,
  sourceId: string,
  moves: readonly SimulatedMove[],
  macs: ReadonlyMap<string, SimulatedMove>,
): SnapshotFact[] {
  switch (fact.kind) {
    case 'guest-config': {
      const { interfaces } = fact.value;
      return [
        {
          ...fact,
          value: {
            ...fact.value,
            interfaces: interfaces.map(net => {
              const move = moves.find(
                ({ guestId, ref }) =>
                  guestId === `${sourceId}/${fact.value.vmid}` &&
                  ref.endsWith(`/${net.id}`),
              );
              return move
                ? {
                    ...net,
                    bridge: move.attachment?.bridge,
                    tag: move.attachment?.tag,
                    addresses: move.to.addresses.map(
                      address =>
                        `${address}/${address.includes(':') ? 64 : 24}`,
                    ),
                  }
                : net;
            }),
          },
        },
      ];
    }
    case 'guest-addresses':
      return [
        {
          ...fact,
          value: {
            ...fact.value,
            interfaces: fact.value.interfaces.map(net => {
              const move =
                net.mac === undefined
                  ? undefined
                  : macs.get(`${sourceId} ${net.mac}`);
              return move
                ? { ...net, addresses: move.to.addresses.map(a => `${a}/24`) }
                : net;
            }),
          },
        },
      ];
    case 'client': {
      const move = macs.get(`* ${fact.value.mac}`);
      return [
        move
          ? { ...fact, value: { ...fact.value, address: move.to.addresses[0] } }
          : fact,
      ];
    }
    case 'neighbour': {
      const { mac, address } = fact.value;
      const move = mac === undefined ? undefined : macs.get(`* ${mac}`);
      return move && !move.to.addresses.includes(withoutLength(address))
        ? []
        : [fact];
    }
    default:
      return [fact];
  }
}

/** The snapshots that would be read after guests were moved, and nothing else. */
export function applyMoves(
  snapshots: readonly SourceSnapshot[],
  moves: readonly SimulatedMove[],
): SourceSnapshot[] {
  const macs = new Map<string, SimulatedMove>();
  for (const { sourceId, facts } of snapshots) {
    for (const fact of facts) {
      if (fact.kind === 'guest-config') {
        for (const { mac, id } of fact.value.interfaces) {
          const move = moves.find(
            ({ guestId, ref }) =>
              guestId === `${sourceId}/${fact.value.vmid}` &&
              ref.endsWith(`/${id}`),
          );
          if (mac !== undefined && move) {
            macs.set(`${sourceId} ${mac}`, move);
            macs.set(`* ${mac}`, move);
          }
        }
      }
    }
  }
  return snapshots.map(snapshot => ({
    ...snapshot,
    facts: snapshot.facts.flatMap(fact =>
      factAfter(fact, snapshot.sourceId, moves, macs),
    ),
  }));
}

/** The snapshots after the rows and forwards among these edits were made, too. */
export function applyEdits(
  snapshots: readonly SourceSnapshot[],
  edits: readonly MoveEdit[],
): SourceSnapshot[] {
  const targets = new Map(
    edits
      .filter(({ kind }) => kind !== 'guest-config' && kind !== 'switch-port')
      .flatMap(({ from, to }) => (to === undefined ? [] : [[from, to]])),
  );
  const moved = <T extends { host: string }>(target: T): T => {
    const to = targets.get(
      parseAddress(target.host.replace(/^\[|\]$/g, '')) ?? '',
    );
    return to === undefined ? target : { ...target, host: to };
  };
  return snapshots.map(snapshot => ({
    ...snapshot,
    facts: snapshot.facts.map((fact): SnapshotFact => {
      if (fact.kind === 'proxy-host') {
        const { target, locations, freeLocations } = fact.value;
        return {
          ...fact,
          value: {
            ...fact.value,
            target: moved(target),
            locations: locations.map(item => ({
              ...item,
              target: moved(item.target),
            })),
            freeLocations: freeLocations.map(item =>
              item.target ? { ...item, target: moved(item.target) } : item,
            ),
          },
        };
      }
      if (fact.kind === 'port-forward') {
        const { targetAddress } = fact.value;
        const to = targets.get(parseAddress(targetAddress) ?? '');
        return to === undefined
          ? fact
          : { ...fact, value: { ...fact.value, targetAddress: to } };
      }
      return fact;
    }),
  }));
}
