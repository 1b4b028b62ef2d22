import { GuestFact, SOURCE_SCOPE } from '@sankofa/site-model';
import { PassState, StoredFact, StoredScope } from '../observations';
import { StoredPass } from '../site/passSnapshot';
import { guestFact } from './facts';
import { LAB } from './history';
import { MemoryPass } from './MemoryPass';

/** The moment of the n-th run; runs are five minutes apart. */
export const { timeOf } = MemoryPass;

/** A scope as it is stored; complete and seen by the last run until told otherwise. */
export function storedScope(
  scope: string,
  more: Partial<StoredScope> = {},
): StoredScope {
  return {
    id: scope,
    scope,
    completeness: 'complete',
    sinceAt: timeOf(1),
    ...more,
  };
}

/** A guest of the list as it is stored. */
export function storedGuest(
  vmid: number,
  more: Partial<StoredFact> = {},
  value: Partial<GuestFact> = {},
): StoredFact {
  const { kind, key, value: whole } = guestFact(vmid, value);
  return {
    id: `${vmid}`,
    scope: SOURCE_SCOPE,
    kind,
    key,
    value: whole,
    firstSeenAt: timeOf(1),
    ...more,
  };
}

/** A pass after its fourth run, which read it, with the list and these scopes. */
export function storedPass(
  options: {
    state?: Partial<PassState>;
    list?: Partial<StoredScope>;
    scopes?: StoredScope[];
    facts?: StoredFact[];
  } = {},
): StoredPass {
  const { state, list, scopes = [], facts = [] } = options;
  return {
    state: {
      ...LAB,
      kind: 'proxmox',
      title: 'Proxmox lab',
      intervalSeconds: 300,
      finishedRun: 4,
      lastReadableAt: timeOf(4),
      lastAttemptAt: timeOf(4),
      ...state,
    },
    scopes: [storedScope(SOURCE_SCOPE, list), ...scopes],
    facts,
  };
}
