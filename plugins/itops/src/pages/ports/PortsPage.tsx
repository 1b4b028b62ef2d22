import { ComponentType } from 'react';
import { useUrlState } from '../../hooks/useUrlState';
import { PortView } from './PortViews';
import { SwitchesView } from './SwitchesView';
import { CompareView } from './compare/CompareView';
import { ImportView } from './import/ImportView';
import { NamesView } from './names/NamesView';
import { RecordsView } from './records/RecordsView';

const VIEWS: Partial<Record<string, ComponentType>> = {
  records: RecordsView,
  compare: CompareView,
  import: ImportView,
  names: NamesView,
} satisfies Partial<Record<PortView, ComponentType>>;

/** Ports as they are read, and what people wrote down about them. */
export function PortsPage() {
  const view = useUrlState().get('view') ?? '';
  const View = VIEWS[view] ?? SwitchesView;
  return <View />;
}
