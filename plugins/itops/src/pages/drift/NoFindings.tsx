import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { EmptyState } from '../../components/states';
import { isCurrent } from '../../format/freshness';
import { sourceName } from '../../format/words';
import { DECLARED_CONFIG } from '../configExamples';

/** No finding is good news only if everything was read and something was declared. */
export function NoFindings(props: { sources: SourceFreshness[] }) {
  const { sources } = props;
  const silent = sources.filter(source => !isCurrent(source));
  if (!sources.some(({ kind }) => kind === 'declared')) {
    return (
      <EmptyState title="Nothing to compare with yet" config={DECLARED_CONFIG}>
        Drift is the difference between what people wrote down and what is
        there. Name a declared file in app-config.yaml and this page fills
        itself.
      </EmptyState>
    );
  }
  if (silent.length > 0) {
    return (
      <EmptyState title="No open finding, as far as can be seen">
        {`${silent
          .map(({ sourceId, kind }) => sourceName(sourceId, kind))
          .join(', ')} ${
          silent.length === 1 ? 'was' : 'were'
        } not read completely, so some rules could not be judged.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No open finding">
      What is declared and what is there agree.
    </EmptyState>
  );
}
