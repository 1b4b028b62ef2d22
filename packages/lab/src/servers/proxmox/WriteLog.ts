/** One call that was no GET. @public */
export interface LabWrite {
  /** ISO-8601 UTC. */
  at: string;
  /** Whose port was called. */
  node: string;
  method: string;
  path: string;
  /** Fields of the body; secrets are not in it. */
  body: Record<string, string>;
  /** `it-prov@pve!provisioner`; absent where the call was refused with 401. */
  token?: string;
  /** What came of it. Absent: it never got as far as to be executed. */
  result?: { status: number; reason: string };
  /** The task that it started. */
  task?: string;
  /** The status that the caller was sent; 0: none. Absent while it is under way. */
  sent?: number;
}

const SECRET = /password|secret|key/i;
/** More than any test makes, and a bound for a lab that runs for weeks. */
const KEPT = 1_000;

/** What was written, or tried, in the order of the calls. */
export class WriteLog {
  private entries: LabWrite[] = [];

  private constructor() {}

  static create(): WriteLog {
    return new WriteLog();
  }

  begin(call: Omit<LabWrite, 'at'>): LabWrite {
    const body = Object.fromEntries(
      Object.entries(call.body).map(([name, value]) => [
        name,
        SECRET.test(name) ? '***' : value,
      ]),
    );
    const entry = { at: new Date().toISOString(), ...call, body };
    this.entries = [...this.entries.slice(1 - KEPT), entry];
    return entry;
  }

  read(): LabWrite[] {
    return structuredClone(this.entries);
  }

  clear(): void {
    this.entries = [];
  }
}
