import { StoredFinding } from './FindingStore';

/** The right to tell people of a finding, for a while. */
export interface DueNotification {
  finding: StoredFinding;
  claim: string;
}

/** Findings that people are still to be told of; several processes may ask. */
export interface NotificationOutbox {
  /**
   * The next one that nobody else is sending. Whoever stops before it is sent
   * loses it after the lease.
   *
   * @param except - ids of findings that are to wait
   */
  claim(options: {
    leaseSeconds: number;
    except: readonly string[];
  }): Promise<DueNotification | undefined>;

  /** It was sent, unless it has become due once more meanwhile. */
  settle(due: DueNotification): Promise<void>;

  /** It could not be sent and may be tried again at once. */
  release(due: DueNotification): Promise<void>;
}
