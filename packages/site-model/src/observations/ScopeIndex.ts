import { plainLabel } from './plainLabel';
import { FreshnessLabel, ScopeSnapshot } from './snapshot';

interface Entry {
  label: FreshnessLabel;
  revision?: string;
}

/** Finds a scope of one pass; one label object for each scope, shared by all its facts. */
export class ScopeIndex {
  private last?: { pass: string; scope: string; entry?: Entry };

  private constructor(
    private readonly entries: ReadonlyMap<string, Map<string, Entry>>,
  ) {}

  static create(scopes: readonly ScopeSnapshot[]): ScopeIndex {
    const entries = new Map<string, Map<string, Entry>>();
    for (const scope of scopes) {
      let ofPass = entries.get(scope.pass);
      if (!ofPass) {
        ofPass = new Map();
        entries.set(scope.pass, ofPass);
      }
      ofPass.set(scope.scope, {
        label: plainLabel(scope),
        revision: scope.revision,
      });
    }
    return new ScopeIndex(entries);
  }

  get passes(): string[] {
    return [...this.entries.keys()];
  }

  label(pass: string, scope: string): FreshnessLabel | undefined {
    return this.entry(pass, scope)?.label;
  }

  revision(pass: string, scope: string): string | undefined {
    return this.entry(pass, scope)?.revision;
  }

  /** Facts of one scope come one after another, a million clients among them. */
  private entry(pass: string, scope: string): Entry | undefined {
    const { last } = this;
    if (last?.scope === scope && last.pass === pass) {
      return last.entry;
    }
    const entry = this.entries.get(pass)?.get(scope);
    this.last = { pass, scope, entry };
    return entry;
  }
}
