import { timed } from '../../harness';
import { ChangePortal } from './ChangePortal';
import { ChangeSite, KOFI } from './ChangeSite';
import { createIntent } from './site';

const FROM = 23_000;

/** The smallest value that is not below this share of all of them. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

/** How long people wait for a plan and for their approval, over HTTP; one line. */
export async function latencies(
  site: ChangeSite,
  portal: ChangePortal,
  count: number,
): Promise<string> {
  const plans: number[] = [];
  const approvals: number[] = [];
  for (let index = 0; index < count; index++) {
    const address = `10.99.251.${1 + index}`;
    const draft = await site.created(
      portal,
      createIntent(FROM + index, address),
    );
    let hash = '';
    plans.push(
      await timed(async () => {
        hash = (await site.plan(portal, draft)).hash;
      }),
    );
    const planned = { ...draft, hash };
    await site.submit(portal, planned);
    const proof = await site.proofs.of(planned, KOFI, 'approve', 'fresh');
    approvals.push(
      await timed(async () => {
        const { status } = await site.approve(portal, planned, KOFI, proof);
        if (status !== 200) {
          throw new Error(`An approval was refused with ${status}`);
        }
      }),
    );
  }
  const line = (values: number[]) =>
    `p50 ${quantile(values, 0.5).toFixed(0)} ms, p95 ${quantile(
      values,
      0.95,
    ).toFixed(0)} ms`;
  return `over HTTP, ${count} containers with an address: plan ${line(
    plans,
  )}; approve ${line(approvals)}`;
}
