import { LabGuest } from '../../../world';
import { parseIpConfig, parseNetLine } from '../../../world/netLine';
import {
  FieldCheck,
  FieldChecks,
  anything,
  matching,
  wholeNumber,
  yesOrNo,
} from './fields';

const DNS_NAME =
  /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)(\.(?!-)[a-zA-Z0-9-]{1,63}(?<!-))*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9_\-+.]*$/;

const net =
  (type: LabGuest['type']): FieldCheck =>
  (value, name) => {
    const line = parseNetLine(type, name, value);
    return 'problem' in line ? line.problem : undefined;
  };

const ipConfig: FieldCheck = (value, name) => {
  const line = parseIpConfig(name, value);
  return 'problem' in line ? line.problem : undefined;
};

const dnsName = matching(
  DNS_NAME,
  'invalid format - value does not look like a valid DNS name',
);

/** The separators are those of a list in Proxmox: `;`, `,` and blanks. */
export function splitTags(text: string): string[] {
  return [...new Set(text.split(/[;,\s]+/).filter(Boolean))].map(tag =>
    tag.toLowerCase(),
  );
}

const tags: FieldCheck = value =>
  value
    .split(/[;,]/)
    .filter(Boolean)
    .every(tag => TAG.test(tag))
    ? undefined
    : 'invalid format - invalid characters in tag\n';

const COMMON: FieldChecks = {
  cores: wholeNumber(1, 8192),
  description: value =>
    value.length > 8192 ? 'value may only be 8192 characters long' : undefined,
  onboot: yesOrNo,
  protection: yesOrNo,
  tags,
};

/** What the lab takes into a configuration. */
export const CONFIGURATION: Record<LabGuest['type'], FieldChecks> = {
  lxc: {
    ...COMMON,
    hostname: dnsName,
    memory: wholeNumber(16),
    swap: wholeNumber(0),
    'net#': net('lxc'),
  },
  qemu: {
    ...COMMON,
    name: dnsName,
    memory: wholeNumber(16),
    'net#': net('qemu'),
    'ipconfig#': ipConfig,
  },
};

/** What comes on top where a container is created; some of it only root may say. */
export const CREATION: FieldChecks = {
  ...CONFIGURATION.lxc,
  vmid: value =>
    /^[1-9]\d{2,8}$/.test(value)
      ? undefined
      : 'invalid format - value does not look like a valid VM ID\n',
  ostemplate: anything,
  rootfs: anything,
  'mp#': anything,
  pool: anything,
  storage: anything,
  unprivileged: yesOrNo,
  start: yesOrNo,
  features: anything,
  'ha-managed': yesOrNo,
  hookscript: anything,
  password: value =>
    value.length < 5 ? 'value must be at least 5 characters long' : undefined,
  'ssh-public-keys': anything,
};
