import { compact } from '@sankofa/plugin-itops-node';
import { ProxyTarget } from '@sankofa/site-model';
import { FreeText, FreeTextLocation } from './freeText';
import { typed } from './values';

/** Where a row sends requests, in the columns of the proxy. */
export interface TargetColumns {
  forward_scheme: string;
  forward_host: string;
  forward_port?: number;
}

/** What nginx knows in every server block of the proxy: the columns of the row. */
const ROW_VARIABLES = /\$\{?(forward_scheme|server|port)\b\}?/g;
const PASS =
  /^(https?|grpcs?):\/\/(?:[^/@\s]*@)?(unix:[^:]+|\[[^\]\s]+\]|[^/:?#\s$]+)(?::(\d{1,5}))?(:?\/[^?#$]*)?(?:[?#].*)?$/;

/** Sockets and folders are hosts of their own; everything behind the first slash of others is a path. */
function splitHost(text: string): { host: string; path?: string } {
  const slash = /^(unix:|\/)/.test(text) ? -1 : text.indexOf('/');
  return slash < 0
    ? { host: text }
    : { host: text.slice(0, slash), path: text.slice(slash) };
}

/** The target in the columns of a row or location. */
export function targetOfColumns(columns: TargetColumns): ProxyTarget {
  const { host, path } = splitHost(columns.forward_host.trim());
  return compact({
    scheme: typed(columns.forward_scheme),
    host: typed(host),
    port: columns.forward_port,
    path: path === undefined ? undefined : typed(path),
  });
}

function withRowVariables(
  pass: string,
  row: TargetColumns,
  sets: Set<string>,
): string {
  return pass.replace(ROW_VARIABLES, (variable, name: string) => {
    if (sets.has(name)) {
      return variable; // the text gives it another value
    }
    const values: Record<string, string> = {
      forward_scheme: row.forward_scheme,
      server: row.forward_host,
      port: `${row.forward_port ?? ''}`,
    };
    return values[name];
  });
}

/**
 * Where a `location` block of free text sends requests.
 *
 * @param row - whose variables `$forward_scheme`, `$server` and `$port` the text may use
 * @returns undefined where it answers by itself or the target cannot be read
 */
export function targetOfFreeLocation(
  location: FreeTextLocation,
  row: TargetColumns,
  { sets }: Pick<FreeText, 'sets'>,
): ProxyTarget | undefined {
  if (location.returns || location.pass === undefined) {
    return undefined;
  }
  const pass = withRowVariables(location.pass, row, sets);
  const parts = PASS.exec(pass.trim());
  if (!parts) {
    return undefined;
  }
  const [, scheme, host, port, path] = parts;
  if (Number(port ?? 0) > 65_535) {
    return undefined;
  }
  // A query may hold a key: it is not kept.
  return compact({
    scheme,
    host: typed(host),
    port: port === undefined ? undefined : Number(port),
    path: path === undefined ? undefined : typed(path.replace(/^:/, '')),
  });
}
