/** The shortest configuration that makes guests, nodes and addresses appear. */
export const PROXMOX_CONFIG = `itops:
  sources:
    proxmox:
      - id: pve-main
        endpoints: [{ url: https://192.0.2.11:8006, fingerprint: 'AA:BB:…' }]
        token: \${PVE_TOKEN}`;

/** The shortest configuration that makes paths appear: the proxy that knows the names. */
export const PROXY_CONFIG = `itops:
  sources:
    npm:
      - id: edge
        url: https://192.0.2.20:81/api
        fingerprint: 'AA:BB:…'
        identity: \${NPM_IDENTITY}
        secret: \${NPM_SECRET}`;

/** The shortest configuration that makes switches, ports and forwards appear. */
export const NETWORK_CONFIG = `itops:
  sources:
    unifi:
      - { id: udm, url: https://192.0.2.1, fingerprint: 'AA:BB:…', apiKey: \${UNIFI_API_KEY} }`;

/** The shortest configuration that gives drift something to compare with. */
export const DECLARED_CONFIG = `itops:
  sources:
    declared:
      - { id: ip-addresses.conf, kind: env, path: config/ip-addresses.conf }`;

/** The two lines that make the VLAN plan appear. */
export const VLAN_PLAN_CONFIG = `itops:
  vlanPlan: { path: config/vlan-plan.yaml }`;

/** The shortest configuration that lets something be changed: a token that writes, and rules. */
export const CHANGES_CONFIG = `itops:
  sources:
    proxmox:
      - id: pve-main
        execution: { token: \${PVE_CHANGE_TOKEN} }
  changes:
    policy:
      version: '1'
      allow:
        - verbs: [guest.start]
          nodes: [node-1]
          vmids: [7800, 7899]
      riskClasses:
        normal:
          approvals: 1
          ticketPattern: 'IT-\\d+'
          approvalHours: 24
      risk: { guest.start: normal }
      protectedTags: []
      freezes: []`;
