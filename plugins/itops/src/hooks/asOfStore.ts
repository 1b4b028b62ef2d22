/**
 * Remembers the chosen moment while people walk from tab to tab: the links of
 * the tabs carry no parameters, and a past that silently turned into the
 * present would be a lie.
 */
class AsOfStore {
  #moment: string | undefined;

  get(): string | undefined {
    return this.#moment;
  }

  set(moment: string | undefined): void {
    this.#moment = moment;
  }
}

export const asOfStore = new AsOfStore();
