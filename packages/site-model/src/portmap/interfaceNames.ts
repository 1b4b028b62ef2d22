import { z } from 'zod';
import { DevicePort, PortDevice } from './portMap';

const name = z.string().trim().min(1).max(64);

/**
 * How the ports of one model are called: by the network controller (a number,
 * UniFi's `port_idx`), in NetBox, and by the system that runs there.
 * @public
 */
export const interfaceNameMapSchema = z.object({
  model: z.string().trim().min(1).max(100),
  /** Other names of the model: NetBox's slug or title, the controller's code. */
  aliases: z.array(z.string().trim().min(1).max(100)).max(20),
  names: z
    .array(
      z.object({
        number: z.number().int().min(0).max(65_535).optional(),
        netbox: name,
        system: name.optional(),
      }),
    )
    .max(1024),
});

/** @public */
export type InterfaceNameMap = z.infer<typeof interfaceNameMapSchema>;
/** @public */
export type InterfaceNames = InterfaceNameMap['names'][number];

function numbered(
  count: number,
  make: (number: number) => Omit<InterfaceNames, 'number'>,
): InterfaceNames[] {
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    ...make(index + 1),
  }));
}

/**
 * The models that the site runs. NetBox's names are those of its device-type
 * library (netbox-community/devicetype-library: US-16-XG, USW-Aggregation,
 * UDM-Pro, PowerEdge-R630); the numbers are those on the front; `eno1` is what
 * Linux calls the first port on the R630's daughter card.
 * @public
 */
export const DEFAULT_INTERFACE_NAMES: readonly InterfaceNameMap[] = [
  {
    model: 'US-16-XG',
    aliases: ['UniFi Switch 16 XG', 'unifi-switch-16-xg', 'USXG'],
    names: numbered(16, number => ({
      netbox: number <= 12 ? `SFP+ ${number}` : `Port ${number}`,
    })),
  },
  {
    model: 'USW-Aggregation',
    aliases: [
      'UniFi Switch Aggregation',
      'ubiquiti-unifi-switch-aggregation',
      'USL8A',
    ],
    names: numbered(8, number => ({ netbox: `SFP+ ${number}` })),
  },
  {
    model: 'UDM-Pro',
    aliases: ['UniFi Dream Machine Pro', 'udm-pro', 'UDMPRO'],
    names: numbered(11, number => ({
      netbox: `eth${number - 1}`,
      system: `eth${number - 1}`,
    })),
  },
  {
    model: 'PowerEdge R630',
    aliases: ['dell-poweredge-r630', 'R630'],
    names: [
      ...numbered(4, number => ({
        netbox: `Gig-E ${number}`,
        system: `eno${number}`,
      })),
      { netbox: 'iDRAC' },
    ],
  },
];

/** Finds the names that hold for a model; overrides come before the defaults. @public */
export class InterfaceNameBook {
  private constructor(
    private readonly byModel: ReadonlyMap<string, InterfaceNameMap>,
  ) {}

  static create(
    overrides: readonly InterfaceNameMap[] = [],
    defaults: readonly InterfaceNameMap[] = DEFAULT_INTERFACE_NAMES,
  ): InterfaceNameBook {
    const entries = [...defaults, ...overrides].flatMap(map =>
      [...map.aliases, map.model].map(
        model => [model.toLowerCase(), map] as const,
      ),
    );
    return new InterfaceNameBook(new Map(entries));
  }

  /**
   * What is known of a port's names. The record's own number counts more than
   * the one of its name.
   */
  namesOf(
    device: Pick<PortDevice, 'model'> | undefined,
    port: Pick<DevicePort, 'name' | 'number'>,
  ): InterfaceNames | undefined {
    const names = this.mapOf(device)?.names ?? [];
    return (
      names.find(
        ({ number }) => number !== undefined && number === port.number,
      ) ??
      names.find(
        ({ netbox, system }) => netbox === port.name || system === port.name,
      )
    );
  }

  /** The controller's number for a name of NetBox. */
  numberOf(
    device: Pick<PortDevice, 'model'> | undefined,
    netboxName: string,
  ): number | undefined {
    return this.mapOf(device)?.names.find(({ netbox }) => netbox === netboxName)
      ?.number;
  }

  private mapOf(
    device: Pick<PortDevice, 'model'> | undefined,
  ): InterfaceNameMap | undefined {
    return device?.model === undefined
      ? undefined
      : this.byModel.get(device.model.toLowerCase());
  }
}
