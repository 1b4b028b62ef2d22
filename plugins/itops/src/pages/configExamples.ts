/** The shortest configuration that makes guests, nodes and addresses appear. */
export const PROXMOX_CONFIG = `itops:
  sources:
    proxmox:
      - id: pve-main
        endpoints: [{ url: https://192.0.2.11:8006, fingerprint: 'AA:BB:…' }]
        token: \${PVE_TOKEN}`;

/** The shortest configuration that gives drift something to compare with. */
export const DECLARED_CONFIG = `itops:
  sources:
    declared:
      - { id: ip-addresses.conf, kind: env, path: config/ip-addresses.conf }`;
