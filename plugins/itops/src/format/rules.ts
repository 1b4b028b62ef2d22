/** What a rule says, in the words of a colleague. */
export interface RuleText {
  title: string;
  /** What is wrong, for all findings of the rule. */
  meaning: string;
  /** What usually helps. */
  remedy: string;
}

const RULES: Record<string, RuleText> = {
  'duplicate-address': {
    title: 'One address on several guests',
    meaning:
      'Two or more guests claim the same address; traffic lands on either.',
    remedy: 'Give all but one of them another address.',
  },
  'declared-duplicate': {
    title: 'One address written down for several owners',
    meaning: 'The declared files give one address to different owners.',
    remedy: 'Correct the line that is out of date.',
  },
  'address-mismatch': {
    title: 'Declared address is not the one in use',
    meaning:
      'The declared address of a guest differs from every address seen on it.',
    remedy: 'Correct the declaration, or the guest.',
  },
  'guest-undeclared': {
    title: 'Guest that nobody wrote down',
    meaning: 'The cluster runs a guest that no declared row names.',
    remedy: 'Add a row for it, or remove the guest.',
  },
  'guest-missing': {
    title: 'Declared guest that is not there',
    meaning: 'A declared VMID was seen by no complete run.',
    remedy: 'Strike the row out, or find out where the guest went.',
  },
  'node-mismatch': {
    title: 'Guest on another node than declared',
    meaning: 'The guest moved, or the row is out of date.',
    remedy: 'Correct the node in the row.',
  },
  'name-mismatch': {
    title: 'Guest has another name than declared',
    meaning: 'The guest was renamed, or the row is out of date.',
    remedy: 'Correct the name in the row.',
  },
  'address-undeclared': {
    title: 'Address in use that nobody wrote down',
    meaning: 'A guest uses an address that no key declares.',
    remedy: 'Add a key for it.',
  },
  'address-unused': {
    title: 'Declared address on no guest',
    meaning: 'A key declares an address that no guest has.',
    remedy: 'Remove the key, or exclude it if a device uses it.',
  },
  'declared-unparsed': {
    title: 'Line that could not be read',
    meaning:
      'A line or row of a declared file says nothing the reader understands.',
    remedy: 'Correct the line; its evidence names file and line.',
  },
  'upstream-unknown': {
    title: 'Host name that leads to nobody',
    meaning:
      'A row of a proxy sends requests to an address that nobody is known to have.',
    remedy: 'Correct the target of the row, or switch the row off.',
  },
  'upstream-down': {
    title: 'Host name that nobody answers',
    meaning:
      'The guest behind a row of a proxy does not run, or nginx refuses the row.',
    remedy: 'Start the guest, repair the row, or switch it off.',
  },
  'upstream-overridden': {
    title: 'Row that does not do what its form shows',
    meaning:
      'A location or the free text of a row replaces the target that its form shows.',
    remedy: 'Write the target that is meant into the form.',
  },
  'upstream-loop': {
    title: 'Row that leads back to its proxy',
    meaning: 'Requests to this host name go round in a ring.',
    remedy: 'Correct the target of the row.',
  },
  'upstream-mismatch': {
    title: 'Host name that leads elsewhere than declared',
    meaning:
      'The declared table and the row of the proxy name different upstreams for a public host name.',
    remedy: 'Correct the row of the table, or that of the proxy.',
  },
  'hostname-undeclared': {
    title: 'Public host name that nobody wrote down',
    meaning: 'A proxy serves a host name that no declared table names.',
    remedy: 'Add a row for it, or switch it off.',
  },
  'hostname-missing': {
    title: 'Declared host name that is not served',
    meaning: 'No row of a proxy that is switched on answers for the name.',
    remedy: 'Create or switch on its row, or strike the declared one out.',
  },
  'listener-conflict': {
    title: 'One port wanted twice',
    meaning:
      'Two rows or forwards want the same port; only one of them gets it.',
    remedy: 'Give one of them another port, or switch it off.',
  },
  'forward-dangling': {
    title: 'Forward that leads to nobody',
    meaning:
      'The gateway lets requests in to an address that nobody is known to have.',
    remedy: 'Correct its target, or switch it off.',
  },
  squatter: {
    title: 'Unknown machine at an address',
    meaning:
      'A machine that nothing declares or configures answers at an address.',
    remedy: 'Find it by its switch port, then declare it or take it away.',
  },
  'vlan-mismatch': {
    title: 'Guest in another VLAN than its address',
    meaning:
      'The tag of a guest, the VLAN of its prefix and what its switch port carries disagree.',
    remedy: 'Correct the tag, the address, or the VLANs of the port.',
  },
  'port-mismatch': {
    title: 'Label of a switch port that is not true',
    meaning: 'Another machine is learned on a port than its label says.',
    remedy: 'Correct the label, or the cable.',
  },
  'port-unmanaged': {
    title: 'Several unknown machines on one port',
    meaning:
      'A port has learned several foreign MACs: a switch nobody manages may be there.',
    remedy: 'Look what is plugged in, and label the port.',
  },
  'source-unhealthy': {
    title: 'Source that cannot be trusted now',
    meaning:
      'A source failed, is incomplete, lacks privileges or looks suspicious.',
    remedy: 'Open the source; it says what is missing.',
  },
  'subscription-uncovered': {
    title: 'Node without a fitting subscription',
    meaning: 'The subscription of a node does not cover its sockets.',
    remedy: 'Order or assign a subscription.',
  },
  'subscription-expiring': {
    title: 'Subscription that ends soon',
    meaning: 'The subscription of a node is close to its due date.',
    remedy: 'Renew it.',
  },
};

/** The texts of a rule; a rule we do not know is shown by its id. */
export function ruleText(rule: string): RuleText {
  return Object.hasOwn(RULES, rule)
    ? RULES[rule]
    : { title: rule, meaning: '', remedy: '' };
}

/** Rule ids a filter can offer. */
export const RULE_IDS = Object.keys(RULES);

const SEVERITY_ORDER = ['critical', 'error', 'warning', 'info'];

/** Smaller is worse; unknown severities come last. */
export function severityRank(severity: string): number {
  const rank = SEVERITY_ORDER.indexOf(severity);
  return rank === -1 ? SEVERITY_ORDER.length : rank;
}
