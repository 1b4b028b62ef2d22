/**
 * The reverse proxy of a site: what people typed into it, and what its nginx made of that.
 */

/** The two programs, which answer differently. @public */
export type LabProxyDialect = 'npm' | 'npmplus';

/** @public */
export interface LabEdge {
  /** The guest it runs in: it is gone when the guest is. */
  vmid: number;
  /** At which it serves. */
  addresses: string[];
  dialect: LabProxyDialect;
  version: string;
  certificates: LabCertificate[];
  accessLists: LabAccessList[];
  proxyHosts: LabProxyHost[];
  redirections: LabRedirection[];
  deadHosts: LabDeadHost[];
  streams: LabStream[];
}

/** @public */
export interface LabCertificate {
  id: number;
  name: string;
  domains: string[];
  /** As the proxy's database writes it: `2027-02-21 18:34:02`. */
  expiresOn: string;
}

/** @public */
export interface LabAccessList {
  id: number;
  name: string;
}

/** What every row has. @public */
export interface LabProxyRow {
  id: number;
  enabled: boolean;
  /** What nginx says against it; absent: it accepts the row. */
  refusal?: string;
}

/** @public */
export interface LabTarget {
  scheme: string;
  host: string;
  port: number;
}

/** @public */
export interface LabProxyHost extends LabProxyRow {
  domains: string[];
  target: LabTarget;
  locations: { path: string; target: LabTarget }[];
  /** Configuration that people typed for nginx. */
  freeText: string;
  certificate?: number;
  accessList?: number;
}

/** @public */
export interface LabRedirection extends LabProxyRow {
  domains: string[];
  scheme: string;
  to: string;
  code: number;
}

/** @public */
export interface LabDeadHost extends LabProxyRow {
  domains: string[];
}

/** @public */
export interface LabStream extends LabProxyRow {
  port: number;
  protocols: ('tcp' | 'udp')[];
  host: string;
  forwardPort: number;
}
