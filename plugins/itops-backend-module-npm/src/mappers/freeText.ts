import { nginxTokens } from './nginxWords';

/** A `location` block of free text. */
export interface FreeTextLocation {
  /** Modifier and path as one text: `/`, `= /health`, `~* \.php$`, `@fallback`. */
  path: string;
  /** The argument of its own `proxy_pass` or `grpc_pass`. */
  pass?: string;
  /** It answers by itself, whatever it passes on. */
  returns: boolean;
}

/** What a proxy host's free-text configuration says about where requests go. */
export interface FreeText {
  /** There is at least one directive: more than blanks and comments. */
  hasDirectives: boolean;
  /** In the order of the text, nested ones after the block they stand in. */
  locations: FreeTextLocation[];
  /** A `return` outside of every block: it answers every request of the host. */
  returns: boolean;
  /** Names of variables that the text sets itself, without `$`. */
  sets: Set<string>;
}

/** More is no configuration that people keep in a form. */
const MAX_LENGTH = 256 * 1024;
const MAX_LOCATIONS = 500;
const PASSES = ['proxy_pass', 'grpc_pass'];
const MODIFIER = /^(\^~|~\*|=|~)(.*)$/s;

function pathOf(words: string[]): string {
  const [first, ...rest] = words;
  const attached = MODIFIER.exec(first ?? '');
  // nginx reads `~^/a` as `~ ^/a`.
  return attached
    ? [attached[1], attached[2], ...rest].filter(Boolean).join(' ')
    : words.join(' ');
}

/**
 * Reads the free-text configuration of a proxy host, as far as it says where requests go. It is
 * text that people typed and nginx may refuse: never throws, and what it does not understand it
 * leaves out.
 */
export function readFreeText(text: string): FreeText {
  const found: FreeText = {
    hasDirectives: false,
    locations: [],
    returns: false,
    sets: new Set(),
  };
  /** The blocks that are open: locations, and others such as `if`. */
  const open: (FreeTextLocation | undefined)[] = [];
  let words: string[] = [];

  const statement = ([name, ...args]: string[]) => {
    const block = open.at(-1);
    if (name === 'set' && args[0]?.startsWith('$')) {
      found.sets.add(args[0].slice(1));
    } else if (name === 'return' && open.length === 0) {
      found.returns = true;
    } else if (name === 'return' && block) {
      block.returns = true;
    } else if (PASSES.includes(name) && args.length === 1 && block) {
      block.pass ??= args[0];
    }
  };
  const begin = ([name, ...args]: string[]) => {
    const isLocation =
      name === 'location' &&
      args.length > 0 &&
      found.locations.length < MAX_LOCATIONS;
    const location = isLocation
      ? { path: pathOf(args), returns: false }
      : undefined;
    if (location) {
      found.locations.push(location);
    }
    open.push(location);
  };

  for (const token of nginxTokens(text.slice(0, MAX_LENGTH))) {
    if (token.kind === 'word') {
      found.hasDirectives = true;
      words.push(token.text);
      continue;
    }
    if (token.kind === '{') {
      begin(words);
    } else if (token.kind === '}') {
      open.pop();
    } else {
      statement(words);
    }
    words = [];
  }
  return found;
}
