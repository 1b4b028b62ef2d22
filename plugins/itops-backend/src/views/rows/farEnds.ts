import { FarEndView } from '@sankofa/plugin-itops-common';
import {
  PortObservation,
  Site,
  SwitchPortSet,
  endLabel,
  endRef,
  observationsAt,
  plainLabel,
  recordedPortsOf,
} from '@sankofa/site-model';

function learnedAs({
  via,
  name,
  port,
  portNumber,
  freshness,
}: PortObservation): FarEndView['learned'][number] {
  const its = port ?? (portNumber === undefined ? '' : `port ${portNumber}`);
  return {
    via,
    title: its === '' ? name : `${name} ${its}`,
    freshness: plainLabel(freshness),
  };
}

/** The far ends of all ports of a group, as written down and as seen. */
export function farEndsOf(
  { sourceId, switchMac, ports }: SwitchPortSet,
  site: Site,
): FarEndView[] {
  const records = recordedPortsOf(site);
  return ports.flatMap((port): FarEndView[] => {
    const seen = observationsAt(site, sourceId, switchMac, port);
    const record = records?.at(sourceId, switchMac, port);
    const way = record?.recorded ?? [];
    const last = way.at(-1);
    if (!last && seen.length === 0) {
      return [];
    }
    return [
      {
        port,
        ...(last && {
          declared: { title: endLabel(last), ends: way.map(endRef) },
        }),
        learned: seen.map(learnedAs),
        verdict: record?.verdict ?? 'unrecorded',
      },
    ];
  });
}
