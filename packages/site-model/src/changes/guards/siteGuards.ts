import { Guard, passed, refused } from './guard';

/** On what is not known now, nothing is built. */
export const freshnessGuard: Guard = ({ scopes }) => {
  const old = scopes.find(({ freshness }) => freshness.freshness !== 'fresh');
  if (scopes.length === 0) {
    return refused('freshness', 'Nothing was read of what this rests on.');
  }
  return old
    ? refused(
        'freshness',
        `${old.label} is ${old.freshness.freshness}; collect it again first.`,
      )
    : passed('freshness', 'Everything it rests on is fresh.');
};

/** An address is ours to give only while it is held for this change and claimed by nobody. */
export const addressGuard: Guard = ({ address, intent }) => {
  const wanted =
    (intent.verb === 'guest.create' && intent.network.addressing) ||
    (intent.verb === 'guest.set-network' && intent.addressing);
  if (!wanted || wanted.mode === 'dhcp') {
    return undefined;
  }
  if (!address?.reservationId) {
    return refused(
      'address',
      address?.problem ??
        `${wanted.address} is not held for this change; reserve it first.`,
    );
  }
  return address.state === 'reserved'
    ? passed('address', `${address.address} is held for this change.`)
    : refused(
        'address',
        `${address.address} is ${address.state}: somebody else speaks for it.`,
      );
};

export const capacityGuard: Guard = ({ intent, placement }) => {
  if (intent.verb !== 'guest.create') {
    return undefined;
  }
  if (!placement) {
    return refused(
      'capacity',
      `How much room ${intent.node} has is not known; collect its metrics first.`,
    );
  }
  return placement.rejections.length > 0
    ? refused(
        'capacity',
        `${placement.node} does not take it: ${placement.rejections.join(
          '; ',
        )}.`,
      )
    : passed('capacity', `${placement.node} has room for it.`);
};

/** Nothing new goes where everything has to leave. */
export const lifecycleGuard: Guard = ({ guest, intent, nodeLifecycle }) => {
  const node = intent.verb === 'guest.create' ? intent.node : guest?.node;
  const flag = node === undefined ? undefined : nodeLifecycle.get(node);
  const adds = ['guest.create', 'guest.start', 'guest.resize-disk'].includes(
    intent.verb,
  );
  return flag !== undefined && flag !== 'active' && adds
    ? refused('lifecycle', `${node} is ${flag}: nothing is added there.`)
    : passed('lifecycle', `${node ?? 'The node'} takes changes.`);
};
