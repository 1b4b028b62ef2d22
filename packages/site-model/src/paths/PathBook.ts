import { hopsOf, Path } from './path';

const NONE: readonly string[] = [];
const PANEL_PORT = /^(?:front|rear)-port:/;

/** `port:xg-core/1` and `port:xg-core/2` for `port:xg-core/1+2`. */
function portsOf(ref: string): readonly string[] {
  if (!ref.startsWith('port:')) {
    return NONE;
  }
  const slash = ref.lastIndexOf('/');
  if (!ref.includes('+', slash)) {
    return NONE;
  }
  const lead = ref.slice(0, slash + 1);
  const members = ref.slice(slash + 1).split('+');
  return members.map(member => lead + member);
}

/**
 * All paths, and the reverse question answered from the same structure: which
 * host names land on this guest, node, address or switch port?
 * @public
 */
export class PathBook {
  private readonly byRef = new Map<string, Path[]>();

  private constructor(
    /** By host name, then by proxy. */
    readonly paths: readonly Path[],
  ) {
    for (const path of paths) {
      for (const { ref, ends } of hopsOf(path)) {
        if (ref !== null) {
          this.add(ref, path);
          portsOf(ref).forEach(port => this.add(port, path));
        }
        ends?.forEach(end => this.addEnd(end, path));
      }
    }
  }

  /** A path may lead over a thing twice, and is listed once. */
  private add(ref: string, path: Path): void {
    const others = this.byRef.get(ref);
    if (!others) {
      this.byRef.set(ref, [path]);
    } else if (others[others.length - 1] !== path) {
      others.push(path);
    }
  }

  /** A port of a patch panel is also found as people call ports: `port:panel-a/12`. */
  private addEnd(end: string, path: Path): void {
    this.add(end, path);
    if (PANEL_PORT.test(end)) {
      this.add(end.replace(PANEL_PORT, 'port:'), path);
    }
  }

  static create(paths: readonly Path[]): PathBook {
    return new PathBook(paths);
  }

  /** The paths of a host name in any case: one for each proxy that knows it. */
  forward(hostname: string): readonly Path[] {
    return this.reverse(`hostname:${hostname.trim().toLowerCase()}`);
  }

  /**
   * The paths that lead over a thing, in the order of their host names.
   *
   * @param ref - as hops name it: `guest:7801`, `node:r630-01`, `address:192.168.11.50`,
   * `port:xg-core/1+2` or one member of the group, `front-port:panel-a/12`, `port-forward:pf1`, `proxy-host:4`
   */
  reverse(ref: string): readonly Path[] {
    return this.byRef.get(ref) ?? [];
  }
}
