import path from 'node:path';

// Not relative to this file: the built package has another depth.
const folder = path.join(
  path.dirname(require.resolve('@sankofa/lab/package.json')),
  'site',
);

/**
 * The declared files of the demo site, as they lie in the repository.
 * @public
 */
export const siteFiles = {
  folder,
  env: path.join(folder, 'ip-addresses.conf'),
  endpoints: path.join(folder, 'ALL_VMIDS_ENDPOINTS.md'),
  hostnames: path.join(folder, 'PUBLIC_HOSTNAMES.md'),
  vlanPlan: path.join(folder, 'vlan-plan.yaml'),
  organization: path.join(folder, 'org.yaml'),
} as const;
