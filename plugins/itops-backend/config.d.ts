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
      /** Entity refs, such as a group, that are told of changes that wait for approval. */
      approvers?: string[];
    };
    capacity?: {
      /** Days over which use is stated; 7 when left out. */
      windowDays?: number;
      /** Days for which measurements are kept; 90 when left out. */
      retainDays?: number;
      /** Share of the window that must have been measured before a number is given; 0.6 when left out. */
      minCoverage?: number;
      /** Virtual cores for each thread of a node; 4 when left out. */
      cpuOvercommit?: number;
      /** Memory that may be given out for each byte a node has; 1 when left out. */
      memoryOvercommit?: number;
      /** Share of memory kept for the node itself; 0.1 when left out. */
      memoryReserve?: number;
      /** Share of a storage that stays free; 0.1 when left out. */
      storageReserve?: number;
      /** What is planned for nodes: only `active` ones get new guests. */
      nodes?: Array<{
        name: string;
        /** Id of the source, where several clusters have a node of this name. */
        source?: string;
        lifecycle: 'active' | 'maintenance' | 'draining' | 'retiring';
        /** Why, for people: "becomes the firewall". */
        note?: string;
      }>;
    };
    /** Governed changes. */
    changes?: {
      /**
       * `required` when left out: approving and applying need a sign-in of a moment ago.
       * `none` is for demonstrations.
       */
      stepUp?: 'required' | 'none';
      /** What may be changed, and what it takes. Nothing may be changed when left out. */
      policy?: {
        /** Named in every plan: another policy makes another plan. */
        version: string;
        /** Every part that is named must fit; one rule has to fit altogether. */
        allow: Array<{
          verbs: string[];
          nodes: string[];
          /** First and last VMID. */
          vmids: [number, number];
          pools?: string[];
          storages?: string[];
          bridges?: string[];
          /** 0 stands for untagged. */
          vlans?: number[];
          templates?: string[];
        }>;
        riskClasses: {
          [name: string]: {
            /** People besides the one who asks. */
            approvals: number;
            /** What a ticket must look like, as a whole. */
            ticketPattern: string;
            /** How long an approval holds. */
            approvalHours: number;
          };
        };
        /** The class of each verb; a verb without one is refused. */
        risk: { [verb: string]: string };
        /** Guests with one of these tags are never touched. */
        protectedTags: string[];
        /** Times in which nothing is planned or applied. */
        freezes: Array<{ from: string; until: string; reason: string }>;
      };
    };
    /** The VLAN plan; either `path` or `url`. Without either there is none. */
    vlanPlan?: {
      /** A file on this machine; a relative path starts at the working directory. */
      path?: string;
      /** An address that an integration of the portal can read. */
      url?: string;
      /** Days for which a waiver may last at most, 1 to 90; 14 when left out. */
      waiverMaxDays?: number;
    };
    history?: {
      /** Days for which history is kept; 400 when left out. The audit trail is kept altogether. */
      retainDays?: number;
    };
    audit?: {
      /**
       * Ed25519 private key (PEM) that signs the seals that go to the log. Keep the public one elsewhere.
       * @visibility secret
       */
      signingKey?: string;
    };
  };
}
