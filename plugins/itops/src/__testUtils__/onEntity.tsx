import { ComponentType } from 'react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { ITOPS_ID_ANNOTATION } from '@sankofa/plugin-itops-common';

/** A card or content on the page of an entity of this type and id. */
export function onEntity(
  Card: ComponentType,
  type: string,
  id: string,
): ComponentType {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'thing', annotations: { [ITOPS_ID_ANNOTATION]: id } },
    spec: { type },
  };
  return function CardOfEntity() {
    return (
      <EntityProvider entity={entity}>
        <Card />
      </EntityProvider>
    );
  };
}
