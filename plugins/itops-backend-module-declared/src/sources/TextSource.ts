/** The text of a declared file, as it was read. */
export interface TextReading {
  text: string;
  /** The commit that wrote it, `+dirty` when it was changed since. */
  revision?: string;
  /** Why there is no revision, where there should be one. */
  note?: string;
}

/** Where a declared file lies. */
export interface TextSource {
  /** For people: the path, or the address without its query. */
  readonly where: string;
  /**
   * @throws ConnectorError that says why it could not be read
   */
  read(signal: AbortSignal): Promise<TextReading>;
  /**
   * The file itself, for whoever edits it.
   *
   * @throws ConnectorError that says why it could not be read
   */
  readBytes(signal: AbortSignal): Promise<Uint8Array>;
}
