import {
  ObservationReader,
  PassRef,
  PassState,
  StoredFact,
  StoredScope,
} from '../observations';
import { StoredPass } from './passSnapshot';

/** What holds now for one pass, followed change by change. */
export class PassMirror implements StoredPass {
  private readonly factsById = new Map<string, StoredFact>();
  private readonly scopesById = new Map<string, StoredScope>();
  private current: PassState | undefined;

  private constructor(
    private readonly reader: ObservationReader,
    private readonly ref: PassRef,
  ) {}

  static create(reader: ObservationReader, ref: PassRef): PassMirror {
    return new PassMirror(reader, ref);
  }

  get state(): PassState {
    return this.current!;
  }

  get facts(): Iterable<StoredFact> {
    return this.factsById.values();
  }

  get scopes(): Iterable<StoredScope> {
    return this.scopesById.values();
  }

  get size(): number {
    return this.factsById.size;
  }

  /** Reads only what runs have touched since the last time. */
  async follow(): Promise<void> {
    const after = this.current?.finishedRun ?? 0;
    const rows = await this.reader.readPass(this.ref, after);
    rows.endedFacts.forEach(id => this.factsById.delete(id));
    rows.endedScopes.forEach(id => this.scopesById.delete(id));
    rows.facts.forEach(fact => this.factsById.set(fact.id, fact));
    rows.scopes.forEach(scope => this.scopesById.set(scope.id, scope));
    this.current = rows.state;
  }
}
