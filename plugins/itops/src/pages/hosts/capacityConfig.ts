/** The shortest configuration that makes capacity appear. */
export const CAPACITY_CONFIG = `itops:
  sources:
    proxmox:
      - id: pve-main
        endpoints: [{ url: https://192.0.2.11:8006, fingerprint: 'AA:BB:…' }]
        token: \${PVE_TOKEN}
        metrics:
          schedule: { frequency: { minutes: 10 }, timeout: { minutes: 9 } }`;

/** What hardware over SSH and the declared table need besides a cluster. */
export const HARDWARE_CONFIG = `itops:
  sources:
    proxmox:
      - id: pve-main
        # endpoints and token
        hardware:
          nodes:
            - { node: r630-01, ssh: { host: 192.0.2.11, user: itops, privateKeyFile: /etc/itops/ssh, hostKey: 'SHA256:…' } }
    declared:
      - { id: hardware.md, kind: hardware, path: docs/hardware.md }`;
