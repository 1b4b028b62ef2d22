import { Verdict } from '../../findings';
import { INVENTORY_PASS } from '../../observations';
import { SiteNode } from '../../site';
import { JudgeContext } from '../JudgeContext';

/** A subscription that ends sooner than this is announced. */
export const EXPIRY_NOTICE_DAYS = 30;

const DAY = 24 * 60 * 60 * 1000;
const ENDED: ReadonlySet<string> = new Set(['expired', 'invalid', 'suspended']);

function verdictOf(
  context: JudgeContext,
  node: SiteNode,
  rule: 'subscription-uncovered' | 'subscription-expiring',
  summary: string,
  claim: string,
): Verdict {
  const { sourceId, name } = node;
  const scope = `node:${name}`;
  return {
    rule,
    subject: context.subjects.node(node),
    severity: 'warning',
    summary,
    evidence: [
      {
        claim,
        sourceId,
        collectedAt: context.label(sourceId, scope, INVENTORY_PASS)
          ?.collectedAt,
      },
    ],
    restsOn: [
      context.listRef(sourceId),
      { sourceId, scope, pass: INVENTORY_PASS },
    ],
    guestIds: [],
  };
}

/** Clusters that pay for at least one node: there a node without key is an oversight. */
function payingClusters(nodes: readonly SiteNode[]): ReadonlySet<string> {
  return new Set(
    nodes
      .filter(
        ({ subscription }) => subscription?.status.toLowerCase() === 'active',
      )
      .map(({ sourceId }) => sourceId),
  );
}

function whyUncovered(node: SiteNode, isPaying: boolean): string | undefined {
  const { subscription, detail } = node;
  const status = subscription?.status.toLowerCase();
  if (status === undefined) {
    return undefined;
  }
  if (ENDED.has(status)) {
    return `its subscription is ${status}`;
  }
  if (status === 'notfound') {
    return isPaying
      ? 'it has no subscription, but others of its cluster have'
      : undefined;
  }
  const covered = subscription?.sockets;
  const needed = detail?.sockets;
  return covered !== undefined && needed !== undefined && covered < needed
    ? `its key covers ${covered} of ${needed} sockets`
    : undefined;
}

/**
 * A node whose subscription ended or is for fewer sockets than it has. A node
 * without any key is only reported where its cluster has a paid one: a cluster
 * that uses the free repository has nothing to cover.
 */
export function subscriptionUncovered(context: JudgeContext): Verdict[] {
  const { nodes } = context.site;
  const paying = payingClusters(nodes);
  return nodes.flatMap(node => {
    const why = whyUncovered(node, paying.has(node.sourceId));
    return why === undefined
      ? []
      : [
          verdictOf(
            context,
            node,
            'subscription-uncovered',
            `Node ${node.name} is not covered: ${why}; renew or enlarge its subscription.`,
            why,
          ),
        ];
  });
}

/** A node whose active subscription ends within the notice, or has just ended. */
export function subscriptionExpiring(context: JudgeContext): Verdict[] {
  const now = Date.parse(context.site.at);
  return context.site.nodes.flatMap(node => {
    const { subscription } = node;
    const due = subscription?.dueDate ? Date.parse(subscription.dueDate) : NaN;
    if (
      subscription?.status.toLowerCase() !== 'active' ||
      Number.isNaN(due) ||
      due - now > EXPIRY_NOTICE_DAYS * DAY
    ) {
      return [];
    }
    const claim = `its subscription is due on ${subscription.dueDate}`;
    return [
      verdictOf(
        context,
        node,
        'subscription-expiring',
        `The subscription of node ${node.name} is due on ${subscription.dueDate}; renew it in time.`,
        claim,
      ),
    ];
  });
}
