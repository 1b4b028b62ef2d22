import { ConflictError, InputError } from '@backstage/errors';
import { IpamReshape, IpamReshapeAnswer } from '@sankofa/plugin-itops-common';
import {
  IpamPrefix,
  KeyRange,
  PrefixRange,
  Site,
  addressFromKey,
  addressKey,
  compareInTree,
  holdsKey,
  parseCidr,
  rangeInside,
  readPrefix,
  subnetsOf,
  supernetOf,
  unofferable,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { AuditLog } from '../audit';
import { audited } from '../ports/audited';
import { StoredPrefix } from './IpamStore';
import { PrefixWriter, plainPrefix, valueOf } from './PrefixWriter';
import { ipamVersion } from './board';
import { StaleRecordError } from './errors';
import { innermostAround, prefixById, prefixesWhere } from './readPrefixes';

/** Most parts of one split. */
const MAX_PARTS = 256;
/** Addresses that move and are named one by one. */
const MAX_MOVES = 200;

interface Options {
  knex: Knex;
  audit: AuditLog;
}

interface Wanted {
  id: string;
  version: number;
  reshape: IpamReshape;
}

/** What a reshaping does. */
interface Plan {
  remove: StoredPrefix[];
  /** Stays, and says something else. */
  change?: { prefix: StoredPrefix; after: IpamPrefix };
  add: IpamPrefix[];
  problems: string[];
}

/** Splits, merges and resizes prefixes: looked at first, then done as it was seen. */
export class ReshapeService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): ReshapeService {
    return new ReshapeService(options);
  }

  /** @throws NotFoundError, PreconditionFailedError, InputError */
  async preview(wanted: Wanted, site: Site): Promise<IpamReshapeAnswer> {
    return this.options.knex.transaction(
      async tx => answerOf(tx, wanted, await planOf(tx, wanted), site),
      { isolationLevel: 'repeatable read', readOnly: true },
    );
  }

  /**
   * Does what the preview with this hash said.
   *
   * @throws ConflictError when it cannot be done, or records are others than then
   */
  async apply(
    wanted: Wanted,
    previewHash: string,
    site: Site,
    actor: string,
  ): Promise<IpamReshapeAnswer> {
    const { knex, audit } = this.options;
    const { cidr } = await prefixById(knex, wanted.id);
    const action = `prefix.${wanted.reshape.kind}`;
    const entry = { actor, action, subject: `prefix:${cidr}` };
    return audited(audit, entry, () =>
      knex.transaction(async tx => {
        const options = { tx, audit, actor, origin: 'manual' as const };
        const writer = await PrefixWriter.lock(options);
        const plan = await planOf(tx, wanted);
        const answer = await answerOf(tx, wanted, plan, site);
        if (answer.previewHash !== previewHash) {
          throw new ConflictError(
            'The records are not those of the preview any more; look at a new preview',
          );
        }
        if (plan.problems.length > 0) {
          throw new ConflictError(plan.problems.join('; '));
        }
        await carryOut(writer, plan);
        await writer.write(action, cidr, {
          before: {
            removed: plan.remove.map(prefix => plainPrefix(valueOf(prefix))),
            ...(plan.change && {
              changed: plainPrefix(valueOf(plan.change.prefix)),
            }),
          },
          after: {
            added: plan.add.map(plainPrefix),
            moved: answer.moved,
            ...(plan.change && { changed: plainPrefix(plan.change.after) }),
          },
        });
        return answer;
      }),
    );
  }
}

/**
 * What is there longest is taken away last, and what is new comes first where it
 * is around it: so no address is ever in no prefix.
 */
async function carryOut(writer: PrefixWriter, plan: Plan): Promise<void> {
  const { change, add, remove } = plan;
  if (change) {
    await writer.put(change.prefix, change.after);
  }
  for (const prefix of add) {
    await writer.add(prefix);
  }
  for (const prefix of remove) {
    await writer.remove(prefix);
  }
}

async function planOf(tx: Knex, wanted: Wanted): Promise<Plan> {
  const prefix = await prefixById(tx, wanted.id);
  if (prefix.version !== wanted.version) {
    throw StaleRecordError.of(prefix.cidr, wanted.version, prefix);
  }
  const plan = await shapeOf(tx, prefix, wanted.reshape);
  return {
    ...plan,
    problems: [...plan.problems, ...(await waiting(tx, plan.remove))],
  };
}

async function shapeOf(
  tx: Knex,
  prefix: StoredPrefix,
  reshape: IpamReshape,
): Promise<Plan> {
  switch (reshape.kind) {
    case 'split':
      return planSplit(tx, prefix, reshape.length);
    case 'merge':
      return planMerge(tx, prefix, reshape.with);
    default:
      return planResize(tx, prefix, reshape.cidr);
  }
}

/** Requests that nobody could accept any more. */
async function waiting(
  tx: Knex,
  prefixes: readonly StoredPrefix[],
): Promise<string[]> {
  const rows: { prefix: string }[] = await tx('ipam_requests')
    .whereIn(
      'prefix_id',
      prefixes.map(({ id }) => id),
    )
    .where({ state: 'open' })
    .distinct('prefix')
    .orderBy('prefix');
  return rows.map(
    ({ prefix }) =>
      `Somebody waits for an address of ${prefix}; accept or reject the request first`,
  );
}

async function planSplit(
  tx: Knex,
  prefix: StoredPrefix,
  length: number,
): Promise<Plan> {
  const { cidr } = prefix;
  const before = parseCidr(cidr)!;
  const bits = before.version === 4 ? 32 : 128;
  if (length <= before.length || length > bits) {
    throw new InputError(
      `${cidr} can be split into prefixes of length ${
        before.length + 1
      } to ${bits}`,
    );
  }
  if (2 ** (length - before.length) > MAX_PARTS) {
    throw new InputError(
      `${cidr} would become more than ${MAX_PARTS} prefixes; split it in several steps`,
    );
  }
  const parts = subnetsOf(cidr, length).map(part => cutTo(prefix, part));
  const below = await prefixesWhere(
    tx,
    'p.lo >= ? AND p.hi <= ? AND p.id <> ?',
    [prefix.lo, prefix.hi, prefix.id],
  );
  const wide = below.filter(other => parseCidr(other.cidr)!.length <= length);
  const problems = wide.map(
    other => `${other.cidr} is inside ${cidr} and as wide as a part, or wider`,
  );
  return {
    remove: [],
    change: {
      prefix,
      // Gateway and ranges belong to the parts now.
      after: {
        ...valueOf(prefix),
        status: 'container',
        gateway: undefined,
        ranges: [],
      },
    },
    add: parts,
    problems: [...problems, ...(await lostHosts(tx, parts))],
  };
}

async function planMerge(
  tx: Knex,
  first: StoredPrefix,
  others: readonly string[],
): Promise<Plan> {
  const merged = [first];
  for (const id of others) {
    merged.push(await prefixById(tx, id));
  }
  merged.sort(compareInTree);
  const cidrs = merged.map(({ cidr }) => cidr);
  const whole = supernetOf(cidrs);
  if (whole === undefined) {
    throw new InputError(`${cidrs.join(', ')} do not fill one prefix exactly`);
  }
  const gateways = merged.flatMap(({ gateway }) => gateway ?? []);
  const problems = merged.flatMap(prefix => [
    ...(gateways.length > 1
      ? [`${prefix.cidr}: one prefix has one gateway; remove the others first`]
      : []),
    ...(prefix.status === 'container'
      ? [`${prefix.cidr} is a container; merge the prefixes in it`]
      : []),
  ]);
  const [around] = await prefixesWhere(tx, 'p.cidr = ?', [whole]);
  const value: IpamPrefix = {
    ...valueOf(first),
    cidr: whole,
    gateway: gateways[0],
    ranges: merged.flatMap(({ ranges }) => ranges),
  };
  return {
    remove: merged,
    ...(around
      ? { change: { prefix: around, after: value }, add: [] }
      : { add: [value] }),
    problems: [
      ...(around && around.status !== 'container'
        ? [`${whole} is there already, as ${around.status}`]
        : []),
      ...problems,
    ],
  };
}

async function planResize(
  tx: Knex,
  prefix: StoredPrefix,
  text: string,
): Promise<Plan> {
  const read = readPrefix(text);
  if (typeof read === 'string') {
    throw new InputError(read);
  }
  const isWider = read.lo <= prefix.lo && read.hi >= prefix.hi;
  const isInside = read.lo >= prefix.lo && read.hi <= prefix.hi;
  if (isWider === isInside) {
    throw new InputError(
      `${text} is neither around ${prefix.cidr} nor inside it`,
    );
  }
  const value = { ...valueOf(prefix), cidr: text };
  const [there] = await prefixesWhere(tx, 'p.cidr = ?', [text]);
  const problems = there ? [`${text} is there already`] : [];
  if (isInside) {
    problems.push(...outsideProblems(value, read));
    const around = await innermostAround(tx, prefix, prefix.id);
    const left = await outsideAddresses(tx, prefix, read);
    if (around === undefined && left > 0) {
      problems.push(
        `${left} addresses of ${prefix.cidr} would be in no prefix`,
      );
    }
  }
  return {
    remove: [prefix],
    add: [value],
    problems: [...problems, ...(await lostHosts(tx, [value]))],
  };
}

function outsideProblems(prefix: IpamPrefix, range: KeyRange): string[] {
  const { gateway, ranges, cidr } = prefix;
  const isOutside = (address: string) => !holdsKey(range, addressKey(address));
  return [
    ...(gateway !== undefined && isOutside(gateway)
      ? [`The gateway ${gateway} is not inside ${cidr}`]
      : []),
    ...ranges
      .filter(({ first, last }) => isOutside(first) || isOutside(last))
      .map(
        ({ first, last }) => `The range ${first}-${last} is not inside ${cidr}`,
      ),
  ];
}

/** Addresses right in a prefix that a smaller one would not hold. */
async function outsideAddresses(
  tx: Knex,
  prefix: StoredPrefix,
  range: KeyRange,
): Promise<number> {
  const { rows } = await tx.raw(
    `SELECT count(*) FROM ipam_addresses a
     WHERE a.key BETWEEN :lo AND :hi AND NOT a.key BETWEEN :from AND :to
       AND NOT EXISTS (SELECT 1 FROM ipam_prefixes p
         WHERE p.parent_id = :id AND p.lo <= a.key AND p.hi >= a.key)`,
    {
      lo: prefix.lo,
      hi: prefix.hi,
      id: prefix.id,
      from: range.lo,
      to: range.hi,
    },
  );
  return Number(rows[0].count);
}

/** The part of a prefix that a smaller one takes along: attributes, gateway and ranges. */
function cutTo(prefix: StoredPrefix, cidr: string): IpamPrefix {
  const part = parseCidr(cidr)!;
  const { gateway, ...value } = valueOf(prefix);
  const ranges = value.ranges.flatMap((range): PrefixRange[] => {
    const inside = rangeInside(
      { lo: addressKey(range.first), hi: addressKey(range.last) },
      part,
    );
    return inside
      ? [
          {
            ...range,
            first: addressFromKey(inside.lo),
            last: addressFromKey(inside.hi),
          },
        ]
      : [];
  });
  return {
    ...value,
    ranges,
    cidr,
    ...(gateway !== undefined &&
      holdsKey(part, addressKey(gateway)) && { gateway }),
  };
}

/** Kept addresses that would be network or broadcast address. */
async function lostHosts(
  tx: Knex,
  prefixes: readonly IpamPrefix[],
): Promise<string[]> {
  const kept = new Map(
    prefixes.flatMap(prefix =>
      unofferable({ cidr: prefix.cidr, ranges: [] }).map(
        ({ lo, why }) => [lo, `${why} of ${prefix.cidr}`] as const,
      ),
    ),
  );
  const { rows } = await tx.raw<{ rows: { key: string; address: string }[] }>(
    'SELECT key, address FROM ipam_addresses WHERE key = ANY(?::text[]) ORDER BY key',
    [[...kept.keys()]],
  );
  return rows.map(
    ({ key, address }) =>
      `${address} is kept and would be the ${kept.get(key)}`,
  );
}

async function answerOf(
  tx: Knex,
  wanted: Wanted,
  plan: Plan,
  site: Site,
): Promise<IpamReshapeAnswer> {
  const touched =
    plan.add.length > 0 && plan.change
      ? [...plan.remove, plan.change.prefix]
      : plan.remove;
  const added = [
    ...plan.add,
    ...(plan.change && plan.add.length === 0 ? [plan.change.after] : []),
  ].map(({ cidr }) => parseCidr(cidr)!);
  const moves: IpamReshapeAnswer['moves'] = [];
  let moved = 0;
  for (const prefix of touched) {
    const { rows } = await tx.raw<{
      rows: { key: string; address: string }[];
    }>(
      `SELECT a.key, a.address FROM ipam_addresses a
       WHERE a.key BETWEEN :lo AND :hi AND NOT EXISTS (
         SELECT 1 FROM ipam_prefixes p
         WHERE p.parent_id = :id AND p.lo <= a.key AND p.hi >= a.key)
       ORDER BY a.key`,
      { lo: prefix.lo, hi: prefix.hi, id: prefix.id },
    );
    moved += rows.length;
    for (const { key, address } of rows.slice(0, MAX_MOVES - moves.length)) {
      const to = added.find(range => holdsKey(range, key));
      moves.push({
        address,
        from: prefix.cidr,
        to: to?.cidr ?? 'the prefix around it',
      });
    }
  }
  const observed = site.addresses.filter(
    ({ key, state }) =>
      state !== 'declared-only' &&
      state !== 'reserved' &&
      touched.some(range => holdsKey(range, key)),
  ).length;
  const { id, version, reshape } = wanted;
  const parts = [id, version, reshape, await ipamVersion(tx)];
  return {
    previewHash: createHash('sha256')
      .update(JSON.stringify(parts))
      .digest('hex'),
    added: plan.add.map(({ cidr }) => cidr),
    removed: plan.remove.map(({ cidr }) => cidr),
    moved,
    moves,
    observed,
    problems: plan.problems,
  };
}
