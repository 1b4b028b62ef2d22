import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  RELATION_ASSIGNED_TO,
  RELATION_CONNECTED_TO,
  RELATION_HAS_ADDRESS,
  RELATION_HAS_VLAN_MEMBER,
  RELATION_HOSTED_ON,
  RELATION_HOST_OF,
  RELATION_MEMBER_OF_VLAN,
  RELATION_ROUTED_FROM,
  RELATION_ROUTES_TO,
} from '@sankofa/plugin-itops-common';
import { RESOURCE_TYPES } from '../mappers/resource';

/** Field of the spec, the relation it means, and the way back. */
const RELATIONS = [
  ['hostedOn', RELATION_HOSTED_ON, RELATION_HOST_OF],
  ['assignedTo', RELATION_ASSIGNED_TO, RELATION_HAS_ADDRESS],
  ['memberOfVlan', RELATION_MEMBER_OF_VLAN, RELATION_HAS_VLAN_MEMBER],
  ['connectedTo', RELATION_CONNECTED_TO, RELATION_CONNECTED_TO],
  ['routesTo', RELATION_ROUTES_TO, RELATION_ROUTED_FROM],
] as const;

const TYPES: readonly string[] = RESOURCE_TYPES;

/**
 * Turns `spec.hostedOn`, `spec.assignedTo`, `spec.memberOfVlan`,
 * `spec.connectedTo` and `spec.routesTo` of inventory resources into relations,
 * always in pairs. `ownedBy` and `dependsOn` come
 * from Backstage's own processor for resources.
 * @public
 */
export class ItopsRelationsProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'ItopsRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const type = entity.spec?.type;
    if (entity.kind !== 'Resource' || !TYPES.includes(String(type))) {
      return entity;
    }
    const self = getCompoundEntityRef(entity);
    for (const [field, there, back] of RELATIONS) {
      for (const text of [entity.spec?.[field] ?? []].flat()) {
        const other = parseEntityRef(String(text), {
          defaultKind: 'Resource',
          defaultNamespace: self.namespace,
        });
        emit(
          processingResult.relation({
            source: self,
            type: there,
            target: other,
          }),
        );
        emit(
          processingResult.relation({
            source: other,
            type: back,
            target: self,
          }),
        );
      }
    }
    return entity;
  }
}
