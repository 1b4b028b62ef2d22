import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { useEntityHref } from '../../hooks/useEntityHref';
import { entityLabel } from '../../format/words';

/** A name that leads to the page of a catalog entity, or plain text where there is none. */
export function EntityLink(props: { entityRef: string; children?: ReactNode }) {
  const { entityRef, children } = props;
  const href = useEntityHref()(entityRef);
  const name = children ?? entityLabel(entityRef);
  return href ? (
    <Link href={href} variant="body-medium" title={entityRef}>
      {name}
    </Link>
  ) : (
    <span title={entityRef}>{name}</span>
  );
}
