/** Makes the window as wide as a phone for the test, or as a desk again. */
export function usePhone(): void {
  const before = window.matchMedia;
  beforeEach(() => {
    window.matchMedia = (query: string) => {
      const limit = Number(/max-width: (\d+)px/.exec(query)?.[1]);
      return {
        media: query,
        matches: limit >= 390,
        addEventListener: () => {},
        removeEventListener: () => {},
        addListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList;
    };
  });
  afterEach(() => {
    window.matchMedia = before;
  });
}
