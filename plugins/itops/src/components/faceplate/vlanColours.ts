import { SwitchView } from '@sankofa/plugin-itops-common';

/** Colours of the style sheet; after the last one they begin again, striped. */
const COLOURS = 8;

export interface VlanColour {
  colour: number;
  striped: boolean;
}

/** One colour for each native VLAN, the same on all switches. */
export function vlanColours(
  switches: SwitchView[],
): ReadonlyMap<number, VlanColour> {
  const vlans = new Set(
    switches.flatMap(({ ports }) =>
      ports.flatMap(({ nativeVlan }) => nativeVlan ?? []),
    ),
  );
  return new Map(
    [...vlans]
      .sort((a, b) => a - b)
      .map((vlan, index) => [
        vlan,
        { colour: index % COLOURS, striped: index >= COLOURS },
      ]),
  );
}
