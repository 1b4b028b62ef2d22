export interface Config {
  itops?: {
    drift?: {
      /** Key patterns that are never `address-unused`; `*` matches any text. */
      unusedExclusions?: string[];
      /** Complete runs that must miss a thing before it is retired; 2 when left out. */
      retireAfterRuns?: number;
      /** Percent of the known things of a kind that one run may lose; 20 when left out. */
      maxRemovalPercent?: number;
    };
    /** Who owns which guests; the first rule that matches decides. */
    owners?: Array<{
      /** All of them must match; `name` and `tag` may contain `*`. */
      match: { vmid?: number; name?: string; tag?: string; pool?: string };
      /** Entity ref of a Group or User of the catalog. */
      ownerRef: string;
      service?: string;
    }>;
    notifications?: {
      /** Entity refs that are told of new critical findings and failed sources. */
      recipients?: string[];
    };
    history?: {
      /** Days for which history is kept; 400 when left out. The audit trail is kept altogether. */
      retainDays?: number;
    };
  };
}
