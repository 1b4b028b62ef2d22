import { World } from './world';

/** @public */
export interface DeclaredTexts {
  /** An `ip-addresses.conf` with one key for each guest with a static address. */
  env: string;
  /** A Markdown document with one row for each guest. */
  endpoints: string;
}

function keyName(vmid: number, name: string | undefined): string {
  return `IP_${(name ?? `GUEST_${vmid}`).replace(/\W+/g, '_').toUpperCase()}`;
}

/**
 * Declared files that agree with a world in every line, for generated worlds. Those of the
 * demo site are written by hand.
 *
 * @public
 */
export function declaredTexts(world: World): DeclaredTexts {
  const living = world.guests.filter(guest => !guest.template);
  const rows: string[] = [];
  const keys: string[] = [];
  for (const guest of living) {
    const address = guest.nets[0]?.address?.replace(/\/\d+$/, '');
    if (address && address !== 'dhcp') {
      keys.push(`${keyName(guest.vmid, guest.name)}="${address}"`);
    }
    rows.push(
      `| ${guest.vmid} | ${guest.name ?? ''} | ${address ?? 'DHCP'} | ${
        guest.node
      } |`,
    );
  }
  return {
    env: `${keys.join('\n')}\n`,
    endpoints: `# Guests\n\n| VMID | Name | IP | Node |\n|---|---|---|---|\n${rows.join(
      '\n',
    )}\n`,
  };
}
