import { useApi } from '@backstage/frontend-plugin-api';
import { IpamRequestRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Code } from '../../../components/entityLink';
import { FreshnessStrip } from '../../../components/freshness';
import { ProblemState } from '../../../components/states';
import { useLive } from '../../../hooks/useLive';

/** What accepting would reserve now, or why it cannot. */
export function WouldGet(props: { request: IpamRequestRecord }) {
  const { prefixId, wanted, prefix } = props.request;
  const { ipam } = useApi(itopsApiRef);
  const live = useLive(
    `next free ${prefixId}`,
    prefixId && !wanted
      ? signal => ipam.nextFree(prefixId, 1, { signal })
      : undefined,
  );
  const { data, problem } = live;
  if (!prefixId) {
    return <p>{`${prefix} is gone: this can only be rejected.`}</p>;
  }
  if (problem) {
    return <ProblemState problem={problem} onRetry={live.reload} />;
  }
  if (!data) {
    return null;
  }
  const next = data.addresses[0];
  return (
    <>
      <FreshnessStrip sources={data.sources} />
      <p>
        {next ? (
          <>
            Accepting reserves <Code>{next}</Code>, or the next one if somebody
            is faster.
          </>
        ) : (
          `No address of ${prefix} is free.`
        )}
      </p>
    </>
  );
}
