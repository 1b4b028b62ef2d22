import { LabGuest } from '../../../world';
import { Answer } from '../Answer';
import {
  Command,
  GuestCommand,
  Refusal,
  checkLock,
  freshGuest,
  startGuestTask,
  titleOf,
} from './Command';
import { checkFields, isYes, yesOrNo } from './fields';

const RIGHTS = ['VM.Allocate'];

/** Checked when the call comes in, and once more when the task has the guest. */
function mustGo({ fields }: Command, guest: LabGuest): void {
  const title = titleOf(guest);
  if (guest.protection) {
    throw Refusal.of(`can't remove ${title} - protection mode enabled`);
  }
  checkLock(guest);
  if (guest.hastate && !isYes(fields.purge)) {
    throw Refusal.of(
      `unable to remove ${title} - used in HA resources and purge parameter not set.`,
    );
  }
  if (guest.status === 'running') {
    throw Refusal.of(
      guest.type === 'lxc'
        ? `unable to destroy ${title} - container is running`
        : `${title} is running - destroy failed`,
    );
  }
}

async function destroyGuest(
  command: Command,
  guest: LabGuest,
): Promise<Answer> {
  const invalid = checkFields(command.fields, {
    purge: yesOrNo,
    'destroy-unreferenced-disks': yesOrNo,
  });
  if (invalid) {
    return invalid;
  }
  mustGo(command, guest);
  return startGuestTask(command, guest, {
    type: guest.type === 'lxc' ? 'vzdestroy' : 'qmdestroy',
    run: async () => {
      mustGo(command, freshGuest(command, guest));
      await command.site.writeGuest(guest.vmid, undefined);
      return [`purging ${titleOf(guest)} from related configurations..`];
    },
  });
}

/** `DELETE …/{vmid}`. */
export const destroy: GuestCommand = {
  rights: { lxc: RIGHTS, qemu: RIGHTS },
  run: destroyGuest,
};
