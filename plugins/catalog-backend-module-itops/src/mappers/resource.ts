import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ResourceEntityV1alpha1,
} from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { ITOPS_ID_ANNOTATION } from '@sankofa/plugin-itops-common';
import { plainText } from './text';

/** Where the catalog says these entities come from; it opens no URL. */
const LOCATION = 'itops:inventory';

/** Every `spec.type` of the inventory (DOMAIN.md §7). */
export const RESOURCE_TYPES = [
  'hypervisor',
  'guest',
  'ip-address',
  'prefix',
  'vlan',
  'switch',
  'switch-port',
  'public-hostname',
] as const;

/** What the mappers say about one resource; absent values leave no trace. */
export interface ResourceParts {
  type: (typeof RESOURCE_TYPES)[number];
  name: string;
  /** Id of the thing in the inventory API. */
  id: string;
  title: string;
  description: string;
  owner: string;
  tags?: string[];
  hostedOn?: string;
  assignedTo?: string[];
  memberOfVlan?: string[];
  /** The end of a cable that the thing needs: the port above it. */
  connectedTo?: string[];
  routesTo?: string[];
  dependsOn?: (string | undefined)[];
  /** Stable attributes beside the relations. */
  attributes?: Record<string, JsonValue | undefined>;
}

/**
 * The one place that knows how a resource of the inventory looks in the
 * catalog. The same parts always give the same bytes, and nothing volatile
 * has a place here: a changed annotation is processed again by the catalog.
 */
export function resourceEntity(parts: ResourceParts): ResourceEntityV1alpha1 {
  const { hostedOn, assignedTo, memberOfVlan, connectedTo, routesTo } = parts;
  const title = plainText(parts.title) ?? parts.name;
  const dependsOn = [
    ...new Set(
      [
        hostedOn,
        assignedTo,
        memberOfVlan,
        connectedTo,
        routesTo,
        parts.dependsOn,
      ]
        .flat()
        .filter(ref => ref !== undefined),
    ),
  ].sort();
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: parts.name,
      namespace: 'default',
      title,
      description: plainText(parts.description) ?? title,
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [ITOPS_ID_ANNOTATION]: parts.id,
      },
      ...(parts.tags?.length ? { tags: parts.tags } : {}),
    },
    spec: {
      type: parts.type,
      owner: parts.owner,
      ...present(parts.attributes ?? {}),
      ...present({
        hostedOn,
        assignedTo: filled(assignedTo),
        memberOfVlan: filled(memberOfVlan),
        connectedTo: filled(connectedTo),
        routesTo: filled(routesTo),
        dependsOn: filled(dependsOn),
      }),
    },
  };
}

function filled(refs: string[] | undefined): string[] | undefined {
  return refs?.length ? [...new Set(refs)].sort() : undefined;
}

function present(
  values: Record<string, JsonValue | undefined>,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined,
    ),
  );
}
