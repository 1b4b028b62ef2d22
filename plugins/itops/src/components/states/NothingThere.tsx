import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { sourceName } from '../../format/words';
import { EmptyState } from './EmptyState';

/**
 * The site has none of these. Three different things can be meant, and each is
 * said: no source is configured, the sources could not be read, or it is so.
 */
export function NothingThere(props: {
  /** "guests" */
  what: string;
  /** What this page will show, and what it needs. */
  teaches: string;
  config: string;
  /** The sources of the answer that could bring some. */
  sources: SourceFreshness[];
}) {
  const { what, teaches, config, sources } = props;
  if (sources.length === 0) {
    return (
      <EmptyState title={`No ${what} yet`} config={config}>
        {teaches} Put these lines into app-config.yaml and restart the backend.
      </EmptyState>
    );
  }
  const silent = sources.filter(
    ({ freshness }) => freshness !== 'fresh' && freshness !== 'aging',
  );
  if (silent.length > 0) {
    return (
      <EmptyState title={`Nothing can be said about ${what} now`}>
        {`${silent
          .map(({ sourceId, kind }) => sourceName(sourceId, kind))
          .join(', ')} ${
          silent.length === 1 ? 'was' : 'were'
        } not read completely. An empty list here does not mean that there are none.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`There are no ${what}`}>
      All sources were read completely and named none.
    </EmptyState>
  );
}
