import { ReactNode } from 'react';
import { EmptyState } from '../../components/states';
import type { ChangeList } from './ChangesList';

const WORDS: Record<ChangeList, { title: string; says: string }> = {
  waiting: {
    title: 'Nothing waits for you',
    says: 'What you may approve, apply or settle stands here, and what you asked for and have to take a step further.',
  },
  mine: {
    title: 'You have not asked for a change yet',
    says: 'What you ask for stands here: first what it would do, then who approved it, then what became of it. Nothing is sent before that.',
  },
  all: {
    title: 'Nobody has asked for a change yet',
    says: 'A change is planned, approved by somebody else and applied; each step stands here with who and when.',
  },
};

/** A list without changes, and what would stand in it. */
export function NoChanges(props: { list: ChangeList; action?: ReactNode }) {
  const { list, action } = props;
  const { title, says } = WORDS[list];
  return (
    <EmptyState title={title} action={action}>
      {says}
    </EmptyState>
  );
}
