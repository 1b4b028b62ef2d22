import { plainLabel } from './plainLabel';
import { FreshnessLabel, ScopeSnapshot } from './snapshot';

interface Entry {
  label: FreshnessLabel;
  revision?: string;
}

/** Finds a scope of one pass; one label object for each scope, shared by all its facts. */
export class ScopeIndex {
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
    return this.entries.get(pass)?.get(scope)?.label;
  }

  revision(pass: string, scope: string): string | undefined {
    return this.entries.get(pass)?.get(scope)?.revision;
  }
}
