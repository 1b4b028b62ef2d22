import { Skeleton } from '@backstage/ui';
import styles from './Bone.module.css';

/** The place of something that is on its way, visible on every background. */
export function Bone(props: { height: number; width?: number | string }) {
  const { height, width = '100%' } = props;
  return <Skeleton className={styles.bone} height={height} width={width} />;
}
