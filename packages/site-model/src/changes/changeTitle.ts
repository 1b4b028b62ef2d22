import { ChangeIntent } from './intents';

function network(
  intent: Extract<ChangeIntent, { verb: 'guest.set-network' }>,
): string {
  const { addressing, vlan } = intent;
  const address = addressing.mode === 'dhcp' ? 'DHCP' : addressing.address;
  return `${address}, ${vlan === undefined ? 'untagged' : `VLAN ${vlan}`}`;
}

/**
 * What a change does, in one line for people.
 *
 * @public
 */
export function changeTitle(intent: ChangeIntent): string {
  const guest = `guest ${intent.vmid}`;
  switch (intent.verb) {
    case 'guest.create':
      return `Create container ${intent.vmid} ${intent.hostname} on ${intent.node}`;
    case 'guest.start':
      return `Start ${guest}`;
    case 'guest.shutdown':
      return `Shut down ${guest}`;
    case 'guest.stop':
      return `Stop ${guest} at once`;
    case 'guest.resize-disk':
      return `Resize ${intent.disk} of ${guest} to ${intent.sizeGiB} GiB`;
    case 'guest.set-network':
      return `Set ${intent.interface} of ${guest} to ${network(intent)}`;
    case 'guest.set-tags':
      return intent.tags.length > 0
        ? `Set the tags of ${guest} to ${intent.tags.join(', ')}`
        : `Remove the tags of ${guest}`;
    case 'guest.destroy':
      return `Destroy ${guest} ${intent.name}`;
    default:
      // A verb that is new here gets its words in the same commit: the type says so.
      return intent satisfies never;
  }
}
