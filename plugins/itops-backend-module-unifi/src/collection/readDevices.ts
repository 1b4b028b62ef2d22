import { ScopeFailure } from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import {
  DeviceRow,
  deviceSchema,
  downlinkSchema,
  lldpSchema,
  portOverrideSchema,
  portSchema,
} from '../clients/deviceSchemas';
import { readRows } from '../clients/readRows';
import { isConnected, kindOf } from '../mappers/devices';
import { DevicePorts } from '../mappers/ports';
import { joinProblems } from './settle';

/** The devices with their tables, and everything that is wrong with them. */
export interface DevicesReading {
  devices: DevicePorts[];
  problem?: ScopeFailure;
}

/** A switch that is cut off may be listed without ports: they are not gone. */
function isMute(device: DeviceRow): boolean {
  return (
    !isConnected(device) &&
    kindOf(device) !== 'access-point' &&
    (device.port_table ?? []).length === 0
  );
}

function muteProblem(device: DeviceRow, sourceId: string): ScopeFailure {
  return {
    reason: 'node-offline',
    message: `${sourceId}: ${
      device.name ?? device.mac
    } is not connected and lists no ports: they stay as they were read last.`,
  };
}

/** Reads the rows of `stat/device`; whatever is wrong inside one leaves the rest of it standing. */
export function readDevices(
  rows: readonly unknown[],
  where: { sourceId: string; locator: string },
): DevicesReading {
  const read = readRows(deviceSchema, rows, where, ({ mac }) => mac);
  const problems = [read.problem];
  const devices = read.rows.map((device): DevicePorts => {
    const table = <T extends z.ZodType>(
      schema: T,
      name: 'port_table' | 'port_overrides' | 'lldp_table' | 'downlink_table',
      keyOf?: (row: z.output<T>) => unknown,
    ) => {
      const path = `${device.mac}.${name}`;
      const result = readRows(
        schema,
        device[name] ?? [],
        { ...where, path },
        keyOf,
      );
      problems.push(result.problem);
      return result.rows;
    };
    if (isMute(device)) {
      problems.push(muteProblem(device, where.sourceId));
    }
    return {
      device,
      ports: table(portSchema, 'port_table', ({ port_idx: port }) => port),
      overrides: table(portOverrideSchema, 'port_overrides'),
      lldp: table(lldpSchema, 'lldp_table'),
      downlinks: table(downlinkSchema, 'downlink_table'),
    };
  });
  return { devices, problem: joinProblems(problems) };
}
