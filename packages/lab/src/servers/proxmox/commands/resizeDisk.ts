import { LabGuest } from '../../../world';
import { Answer } from '../Answer';
import {
  Command,
  GuestCommand,
  Refusal,
  checkLock,
  freshGuest,
  startGuestTask,
} from './Command';
import { checkDigest } from './configureGuest';
import { anything, checkFields, matching } from './fields';
import { mustHave } from './modifyRights';

const GIB = { K: 2 ** -20, M: 2 ** -10, G: 1, T: 2 ** 10 };
const RIGHTS = ['VM.Config.Disk'];
/** The only disk that a guest of the lab has. */
const DISKS = { lxc: ['rootfs'], qemu: ['scsi0'] };

/** `20G` as it is, `+4G` on top of what there is. In GiB. */
function wantedGib(size: string, now: number): number {
  const [, plus, count, unit = ''] = /^(\+?)([\d.]+)([KMGT]?)$/.exec(size)!;
  const gib = Number(count) * (unit ? GIB[unit as keyof typeof GIB] : 2 ** -30);
  return plus ? now + gib : gib;
}

/** @returns the size that it shall have, in GiB @throws Refusal */
function newSize({ fields }: Command, guest: LabGuest): number {
  checkLock(guest);
  checkDigest(guest, fields.digest);
  const size = wantedGib(fields.size, guest.diskGib);
  if (size < guest.diskGib) {
    throw Refusal.of(
      guest.type === 'lxc'
        ? 'unable to shrink disk size'
        : 'shrinking disks is not supported',
    );
  }
  if (guest.type === 'lxc' && size === guest.diskGib) {
    throw Refusal.of('disk is already at specified size');
  }
  return size;
}

async function resizeDisk(command: Command, guest: LabGuest): Promise<Answer> {
  const { site, fields, access } = command;
  const invalid = checkFields(
    fields,
    {
      disk: value =>
        DISKS[guest.type].includes(value)
          ? undefined
          : `value '${value}' does not have a value in the enumeration '${DISKS[
              guest.type
            ].join(', ')}'`,
      size: matching(
        /^\+?\d+(\.\d+)?[KMGT]?$/,
        'value does not match the regex pattern',
      ),
      digest: anything,
    },
    ['disk', 'size'],
  );
  if (invalid) {
    return invalid;
  }
  await site.editMeanwhile(guest.vmid);
  newSize(command, freshGuest(command, guest));
  mustHave(access, `/storage/${guest.storage}`, 'Datastore.AllocateSpace');
  return startGuestTask(command, guest, {
    type: 'resize',
    run: async () => {
      const now = freshGuest(command, guest);
      const diskGib = newSize(command, now);
      await site.writeGuest(now.vmid, { ...now, diskGib });
      return [];
    },
  });
}

/** `PUT …/resize`. */
export const resize: GuestCommand = {
  rights: { lxc: RIGHTS, qemu: RIGHTS },
  run: resizeDisk,
};
