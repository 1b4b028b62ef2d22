import { pushTo } from '../collections/pushTo';

/** A pattern of nginx, lower case; blanks around it do not count. */
export function hostPattern(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * Chooses among host names as nginx does: the name itself, then the longest
 * `*.suffix`, then the longest `prefix.*`; `.suffix` is short for `suffix` and
 * `*.suffix`. A star stands for one label or more, never for none.
 *
 * Source: nginx, "Server names", ngx_http_core_module.
 * @public
 */
export class HostMatcher<T> {
  private readonly exact = new Map<string, T[]>();
  private readonly suffixes = new Map<string, T[]>();
  private readonly prefixes = new Map<string, T[]>();

  private constructor() {}

  static create<T>(
    items: Iterable<{ pattern: string; value: T }>,
  ): HostMatcher<T> {
    const matcher = new HostMatcher<T>();
    for (const { pattern, value } of items) {
      const text = hostPattern(pattern);
      if (text.startsWith('.')) {
        pushTo(matcher.exact, text.slice(1), value);
        pushTo(matcher.suffixes, text, value);
      } else {
        // A pattern is also the name under which people look it up.
        pushTo(matcher.exact, text, value);
        if (text.startsWith('*.')) {
          pushTo(matcher.suffixes, text.slice(1), value);
        } else if (text.endsWith('.*')) {
          pushTo(matcher.prefixes, text.slice(0, -1), value);
        }
      }
    }
    return matcher;
  }

  /**
   * Everything that matches a name, best first; what is equally good is in one
   * group, of which nginx takes the first it reads.
   *
   * @param name - a host name or a pattern, in any case
   */
  match(name: string): T[][] {
    const text = hostPattern(name);
    const found: T[][] = [];
    const add = (group: T[] | undefined) => {
      if (group) {
        found.push(group);
      }
    };
    add(this.exact.get(text));
    for (
      let dot = text.indexOf('.', 1);
      dot > 0;
      dot = text.indexOf('.', dot + 1)
    ) {
      // The pattern itself is its own name, and was found as that.
      if (!(text.startsWith('*.') && dot === 1)) {
        add(this.suffixes.get(text.slice(dot)));
      }
    }
    for (
      let dot = text.lastIndexOf('.');
      dot > 0;
      dot = text.lastIndexOf('.', dot - 1)
    ) {
      if (!(text.endsWith('.*') && dot === text.length - 2)) {
        add(this.prefixes.get(text.slice(0, dot + 1)));
      }
    }
    return found;
  }
}
