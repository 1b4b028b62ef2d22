import { VisuallyHidden } from '@backstage/ui';
import { Bone } from './Bone';
import styles from './SkeletonLines.module.css';

/** Where something will appear, in the size it will have: nothing jumps later. */
export function SkeletonLines(props: {
  lines: number;
  height?: number;
  label?: string;
}) {
  const { lines, height = 20, label = 'Loading' } = props;
  return (
    <div className={styles.lines} role="status" aria-busy="true">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Bone key={line} height={height} />
      ))}
    </div>
  );
}
