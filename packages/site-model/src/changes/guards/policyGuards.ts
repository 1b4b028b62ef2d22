import { ChangeIntent } from '../intents';
import { AllowRule } from '../policy';
import { Guard, GuardContext, passed, refused } from './guard';

/** A guest is asked for by its number whatever is done to it. */
const nodeOf = ({ intent, guest }: GuardContext) =>
  intent.verb === 'guest.create' ? intent.node : guest?.node;

const poolOf = ({ intent, guest }: GuardContext) =>
  intent.verb === 'guest.create' ? intent.pool : guest?.pool;

function vlanOf(intent: ChangeIntent): number | undefined {
  switch (intent.verb) {
    case 'guest.create':
      return intent.network.vlan ?? 0;
    case 'guest.set-network':
      return intent.vlan ?? 0;
    default:
      return undefined;
  }
}

function bridgeOf({ intent, guest }: GuardContext): string | undefined {
  switch (intent.verb) {
    case 'guest.create':
      return intent.network.bridge;
    case 'guest.set-network':
      return guest?.bridges[intent.interface] ?? '';
    default:
      return undefined;
  }
}

/** A list that is not there restricts nothing; a value that is not there fits no list. */
function fits<T>(list: readonly T[] | undefined, value: T | undefined) {
  return list === undefined || (value !== undefined && list.includes(value));
}

/** What of a rule does not fit; empty when it allows the change. */
function misfits(rule: AllowRule, context: GuardContext): string[] {
  const { intent } = context;
  const [first, last] = rule.vmids;
  const creates = intent.verb === 'guest.create';
  const vlan = vlanOf(intent);
  const bridge = bridgeOf(context);
  return [
    rule.verbs.includes(intent.verb) ? '' : 'verb',
    fits(rule.nodes, nodeOf(context)) ? '' : 'node',
    intent.vmid >= first && intent.vmid <= last ? '' : 'VMID',
    fits(rule.pools, poolOf(context)) ? '' : 'pool',
    !creates || fits(rule.storages, intent.storage) ? '' : 'storage',
    !creates || fits(rule.templates, intent.template) ? '' : 'template',
    bridge === undefined || fits(rule.bridges, bridge) ? '' : 'bridge',
    vlan === undefined || fits(rule.vlans, vlan) ? '' : 'VLAN',
  ].filter(part => part !== '');
}

/** Deny by default: one rule has to fit altogether. */
export const allowlistGuard: Guard = context => {
  const { allow } = context.policy;
  const tries = allow.map(rule => misfits(rule, context));
  const at = tries.findIndex(parts => parts.length === 0);
  if (at >= 0) {
    return passed('allowlist', `Rule ${at + 1} of the allowlist allows it.`);
  }
  const nearest = tries.sort((left, right) => left.length - right.length)[0];
  return refused(
    'allowlist',
    nearest
      ? `No rule of the allowlist fits; the nearest one does not allow this ${nearest.join(
          ', ',
        )}.`
      : 'The allowlist is empty: nothing may be changed. Add a rule to itops.changes.policy.',
  );
};

/** A verb without a class, or a class that is not there, is nobody's to approve. */
export const ticketGuard: Guard = ({ intent, policy, ticket }) => {
  const name = policy.risk[intent.verb];
  const risk = name === undefined ? undefined : policy.riskClasses[name];
  if (!risk) {
    return refused(
      'ticket',
      `The policy gives ${intent.verb} no risk class; nobody could approve it.`,
    );
  }
  // The pattern is the administrator's, the ticket is short: no need to bound its time further.
  return ticket.length <= 100 &&
    new RegExp(`^(?:${risk.ticketPattern})$`, 'u').test(ticket)
    ? passed('ticket', `Ticket ${ticket} fits what ${name} changes need.`)
    : refused(
        'ticket',
        `"${ticket.slice(
          0,
          100,
        )}" is no ticket for a ${name} change; it must look like ${
          risk.ticketPattern
        }.`,
      );
};

/** Checked while planning and again while applying. */
export const freezeGuard: Guard = ({ policy, now }) => {
  const time = now.getTime();
  const freeze = policy.freezes.find(
    ({ from, until }) => Date.parse(from) <= time && time < Date.parse(until),
  );
  return freeze
    ? refused(
        'freeze',
        `Nothing is changed until ${freeze.until}: ${freeze.reason}.`,
      )
    : passed('freeze', 'No freeze is in force.');
};
