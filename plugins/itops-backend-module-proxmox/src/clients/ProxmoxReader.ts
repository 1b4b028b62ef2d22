/** @public */
export interface ProxmoxReadOptions {
  signal: AbortSignal;
  /** The cluster member that must answer; absent for what every member knows. */
  node?: string;
  /** For this one reading; the reader has a default. */
  deadlineMs?: number;
  /**
   * The thing behind this path may itself be slow (a storage that hangs, an agent that is dead):
   * a late answer says nothing about the endpoint.
   */
  mayBeSlow?: boolean;
}

/**
 * The API tree of Proxmox VE, read over HTTPS or through `pvesh`: both give the
 * same data for the same path.
 */
export interface ProxmoxReader {
  readonly transport: 'api' | 'ssh';
  /** Where the data comes from, for messages. */
  readonly place: string;
  /**
   * Reads one path of the API, such as `/nodes/pve1/status`.
   *
   * @returns the content of `data`, not yet validated
   * @throws ProxmoxError, ConnectorError
   */
  get(path: string, options: ProxmoxReadOptions): Promise<unknown>;
}
