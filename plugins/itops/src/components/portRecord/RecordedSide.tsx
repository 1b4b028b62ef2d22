import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { ORIGINS, sayRecorded } from '../../format/portRecords';

/** Where the cable leads that is written down, and who wrote it. */
export function RecordedSide(props: { record: ObservedPortRecord }) {
  const { record } = props;
  const { recorded, recordedOrigin } = record;
  if (recorded.length === 0) {
    return <>no cable</>;
  }
  return (
    <span title={recordedOrigin && `Written down: ${ORIGINS[recordedOrigin]}`}>
      {sayRecorded(record)}
    </span>
  );
}
