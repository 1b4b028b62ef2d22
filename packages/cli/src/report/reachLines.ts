import { Site, SOURCE_SCOPE } from '@sankofa/site-model';

type Source = Site['sources'][number];

/** Rules that conclude from what is not there. */
const RESTS_ON_ABSENCE =
  'guest-missing, guest-undeclared, address-undeclared and address-unused';

/** What nobody can say while a source of a kind was not read. */
const UNKNOWN: Record<string, string> = {
  declared:
    'Nothing that it declares is known here, so nothing is judged against it.',
  proxmox: `Its guests are unknown, not gone: ${RESTS_ON_ABSENCE} stay silent.`,
  npm: 'Its host names are unknown, not gone: no path begins there, no upstream of it is judged, and hostname-missing stays silent.',
  unifi:
    'Switch ports, networks and port forwards are unknown, not gone: upstream-unknown, forward-dangling, squatter and vlan-mismatch stay silent.',
  neighbours:
    'Who answers for which address is unknown: upstream-unknown and forward-dangling stay silent.',
};

const SHOWN = 12;

/**
 * How far the export can see: one sentence for each thing that could not be
 * read, with the reason and with what is therefore not judged. Empty when all
 * was read.
 */
export function reachLines(site: Site): string[] {
  return site.sources.flatMap(source => [
    ...sourceLines(source),
    ...scopeLines(source, site),
  ]);
}

function sourceLines(source: Source): string[] {
  const { sourceId, kind, freshness, message, reason } = source;
  const why = sentence(message ?? reason ?? freshness);
  if (freshness === 'failed' || freshness === 'never') {
    const unknown =
      UNKNOWN[kind] ?? 'What it knows is unknown here, and not gone.';
    return [`${sourceId} was not read: ${why} ${unknown}`];
  }
  if (freshness === 'partial' && wholeSource(source)?.freshness === 'partial') {
    return [
      `${sourceId} was read in part: ${why} What is missing here may exist: ${RESTS_ON_ABSENCE} stay silent for it.`,
    ];
  }
  return [];
}

/** The scopes inside a source that could not be read, grouped by reason. */
function scopeLines(source: Source, site: Site): string[] {
  if (source.freshness === 'failed' || source.freshness === 'never') {
    return [];
  }
  const troubled = new Map<string, Set<string>>();
  for (const { scope, freshness, reason } of source.scopes) {
    if (scope !== SOURCE_SCOPE && freshness !== 'fresh') {
      const key = reason ?? freshness;
      troubled.set(key, (troubled.get(key) ?? new Set()).add(scope));
    }
  }
  const lines = [...troubled].map(
    ([reason, scopes]) =>
      `${source.sourceId}: ${reason}: ${scopeWords([...scopes])}.`,
  );
  const unreadable = site.guests.filter(
    guest =>
      guest.sourceId === source.sourceId &&
      guest.addressesUnreadable !== undefined,
  );
  return unreadable.length === 0
    ? lines
    : [
        ...lines,
        `${source.sourceId}: addresses of ${
          unreadable.length === 1 ? 'guest' : 'guests'
        } ${listed(
          unreadable.map(({ vmid }) => String(vmid)),
        )} cannot be read now; addresses declared for them are not called unused.`,
      ];
}

/** Messages of connectors end with a full stop or not. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `node birch, guests 202, 203`. */
function scopeWords(scopes: string[]): string {
  const kinds = new Map<string, string[]>();
  for (const scope of scopes) {
    const [kind, name] = scope.split(/:(.*)/s);
    kinds.set(kind, [...(kinds.get(kind) ?? []), name ?? '']);
  }
  return [...kinds]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(
      ([kind, names]) =>
        `${kind}${names.length === 1 ? '' : 's'} ${listed(names)}`,
    )
    .join(', ');
}

function wholeSource({ scopes }: Source) {
  return scopes.find(
    ({ scope, pass }) => scope === SOURCE_SCOPE && pass === 'inventory',
  );
}

function listed(items: string[]): string {
  const shown = items.slice(0, SHOWN).join(', ');
  return items.length > SHOWN
    ? `${shown} and ${items.length - SHOWN} more`
    : shown;
}
