import { canonicalJson } from '../text/canonicalJson';
import { ChangeIntent } from './intents';

/** A guest as it was when the change was planned; any difference at apply is another guest. @public */
export interface GuestFingerprint {
  vmid: number;
  type: 'qemu' | 'lxc';
  name?: string;
  node: string;
  /** Of every interface, sorted. */
  macs: string[];
  /** `smbios1` uuid of a VM. */
  uuid?: string;
  /** Proxmox's own hash of the configuration. */
  digest?: string;
}

/** One thing that will be different. @public */
export interface ChangeEffect {
  subject: string;
  field: string;
  before: string | number | null;
  after: string | number | null;
}

/** One call as it will be sent, without credentials. @public */
export interface PlannedRequest {
  /** `proxmox`, `npm`, `unifi`. */
  executor: string;
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body: Record<string, string | number>;
}

/** What has to be so before the first call is made. @public */
export interface ChangePreconditions {
  /** Absent where the guest is to be created. */
  guest?: GuestFingerprint;
  status?: string;
  /** The VMID must still be free. */
  freeVmid?: number;
  /** The address that is held for this change in address management. */
  reservation?: { id: string; address: string };
}

/**
 * What will be done, exactly. Approvals are given to the SHA-256 of its canonical
 * JSON: whatever changes in it voids them.
 *
 * @public
 */
export interface ChangePlan {
  version: 1;
  /** The source that is changed: `proxmox/pve-main`. */
  sourceId: string;
  intent: ChangeIntent;
  /** Subjects, sorted: `guest:7801`, `address:192.168.11.50`. */
  targets: string[];
  effects: ChangeEffect[];
  preconditions: ChangePreconditions;
  requests: PlannedRequest[];
  /** What takes it back, where something does; only ever what carries our marker. */
  undo: PlannedRequest[];
  policyVersion: string;
  ticket: string;
  /** Identity at the provider, not a name. */
  requester: string;
}

/** The text that is hashed and approved. @public */
export function canonicalPlan(plan: ChangePlan): string {
  return canonicalJson(plan);
}
