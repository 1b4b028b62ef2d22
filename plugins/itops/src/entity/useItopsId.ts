import { useEntity } from '@backstage/plugin-catalog-react';
import { ITOPS_ID_ANNOTATION } from '@sankofa/plugin-itops-common';

/** The id of the entity in the inventory API; undefined for one that did not come from it. */
export function useItopsId(): string | undefined {
  const { entity } = useEntity();
  return entity.metadata.annotations?.[ITOPS_ID_ANNOTATION];
}
