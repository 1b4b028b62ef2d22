import { configurationDigest } from '../../../world/configuration';
import { LabGuest } from '../../../world';
import { Answer, failed, ok } from '../Answer';
import {
  Command,
  GuestCommand,
  Refusal,
  checkLock,
  freshGuest,
  withLock,
} from './Command';
import { anything, checkFields, invalidFields } from './fields';
import { withField, without } from './guestConfiguration';
import { CONFIGURATION } from './guestFields';
import { missingBridge } from './missingBridge';
import { mustBeAllowedToChange } from './modifyRights';

/** Any of them opens the door; each key then asks for its own. */
const ANY_OF = {
  lxc: [
    'VM.Config.Disk',
    'VM.Config.CPU',
    'VM.Config.Memory',
    'VM.Config.Network',
    'VM.Config.Options',
  ],
  qemu: [
    'VM.Config.Disk',
    'VM.Config.CDROM',
    'VM.Config.CPU',
    'VM.Config.Memory',
    'VM.Config.Network',
    'VM.Config.HWType',
    'VM.Config.Options',
    'VM.Config.Cloudinit',
  ],
};

/** @throws Refusal where the configuration is another than the caller has seen */
export function checkDigest(guest: LabGuest, digest: string | undefined): void {
  if (digest !== undefined && digest !== configurationDigest(guest)) {
    throw Refusal.of(
      'detected modified configuration - file changed by other user? Try again.',
    );
  }
}

/** Why a running guest does not take its new network, where it does not. */
function hotplugProblem(
  command: Command,
  { status, nets }: LabGuest,
): string | undefined {
  const missing =
    status === 'running' ? missingBridge(command, nets) : undefined;
  return missing && `bridge '${missing}' does not exist`;
}

/** One key after the other: what was done before one that fails stays done. */
async function change(
  command: Command,
  seen: LabGuest,
  fields: Record<string, string>,
  deleted: string[],
  digest: string | undefined,
): Promise<Answer> {
  await command.site.editMeanwhile(seen.vmid);
  return withLock(command, seen, async () => {
    const guest = freshGuest(command, seen);
    checkLock(guest);
    checkDigest(guest, digest);
    let now = deleted.reduce(without, guest);
    let problem: string | undefined;
    for (const [name, value] of Object.entries(fields).sort()) {
      const next = withField(now, name, value);
      problem = hotplugProblem(command, next);
      if (problem !== undefined) {
        break;
      }
      now = next;
    }
    await command.site.writeGuest(guest.vmid, now);
    return problem === undefined ? ok(null) : failed(500, problem);
  });
}

async function configureGuest(
  command: Command,
  guest: LabGuest,
): Promise<Answer> {
  const checks = CONFIGURATION[guest.type];
  const invalid = checkFields(command.fields, {
    ...checks,
    delete: anything,
    digest: anything,
  });
  if (invalid) {
    return invalid;
  }
  const { digest, delete: list = '', ...fields } = command.fields;
  const deleted = list.split(/[;,\s]+/).filter(Boolean);
  if (deleted.length === 0 && Object.keys(fields).length === 0) {
    throw Refusal.of('no options specified');
  }
  for (const name of deleted) {
    if (!checks[name] && !checks[name.replace(/\d+$/, '#')]) {
      return invalidFields({ delete: `unknown option '${name}'` });
    }
    if (name in fields) {
      return invalidFields({
        delete: `you can't use '-${name}' and -delete ${name}' at the same time`,
      });
    }
  }
  mustBeAllowedToChange(
    command,
    guest,
    Object.fromEntries(deleted.map(name => [name, undefined])),
  );
  mustBeAllowedToChange(command, guest, fields);
  return change(command, guest, fields, deleted, digest);
}

/** `PUT …/config`: done when it answers. */
export const configure: GuestCommand = { rights: ANY_OF, run: configureGuest };
