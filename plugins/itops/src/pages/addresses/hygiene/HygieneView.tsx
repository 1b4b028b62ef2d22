import { ComponentType } from 'react';
import { useUrlState } from '../../../hooks/useUrlState';
import { AnsweringView } from './AnsweringView';
import { ConflictsView } from './ConflictsView';
import { HygieneKind } from './HygieneList';
import { SilentView } from './SilentView';

const VIEWS: Record<HygieneKind, ComponentType> = {
  silent: SilentView,
  answering: AnsweringView,
  conflicts: ConflictsView,
};

/** Where what is written down and what is seen do not fit together. */
export function HygieneView() {
  const of = useUrlState().get('of');
  const View = Object.entries(VIEWS).find(([name]) => name === of)?.[1];
  return View ? <View /> : <SilentView />;
}
