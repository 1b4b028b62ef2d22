import { Completeness, FactKind, ReasonCode } from '@sankofa/site-model';
import { OpenFact, OpenScope, Presence } from './intervals';
import {
  PassRef,
  PassState,
  StoredFact,
  StoredPresence,
  StoredScope,
} from './ObservationStore';

export const FACT_COLUMNS = `id, scope, kind, key, value, locator,
  first_seen_at, ended_at, absent_since_at, missed_at, missed_runs`;
export const SCOPE_COLUMNS = `id, scope, completeness, reason, message,
  revision, since_at, ended_at, last_good_at, absent_since_at, missed_at,
  missed_runs`;

/** What a comparison needs of a state of a scope; every time less is a date less to read. */
export const OPEN_SCOPE_COLUMNS = `id, scope, completeness, reason, message,
  revision, last_good_at, absent_since_at, missed_runs`;

/** Rows as node-postgres gives them; `bigint` arrives as text. */
interface PresenceRow {
  absent_since_at: Date | null;
  missed_at: Date | null;
  missed_runs: number;
}

export interface OpenFactRow extends Omit<PresenceRow, 'missed_at'> {
  id: string;
  scope: string;
  kind: FactKind;
  key: string;
  hash: string;
  locator: string | null;
  name: string | null;
}

export interface FactRow extends PresenceRow {
  id: string;
  scope: string;
  kind: FactKind;
  key: string;
  value: unknown;
  locator: string | null;
  first_seen_at: Date;
  ended_at: Date | null;
}

export interface OpenScopeRow extends Omit<PresenceRow, 'missed_at'> {
  id: string;
  scope: string;
  completeness: Completeness;
  reason: ReasonCode | null;
  message: string | null;
  revision: string | null;
  last_good_at: Date | null;
}

export interface ScopeRow extends OpenScopeRow, PresenceRow {
  since_at: Date;
  ended_at: Date | null;
}

export interface PassRow {
  source_id: string;
  pass: string;
  kind: string;
  title: string;
  interval_seconds: number;
  fence: string;
  finished_run: string;
  last_readable_at: Date | null;
  listed_at: Date | null;
  last_attempt_at: Date | null;
  transport: string | null;
}

export function isoOf(date: Date | null): string | undefined {
  return date === null ? undefined : date.toISOString();
}

function presence(row: Omit<PresenceRow, 'missed_at'>): Presence {
  return {
    absentSinceAt: isoOf(row.absent_since_at),
    missedRuns: row.missed_runs,
  };
}

function storedPresence(row: PresenceRow): StoredPresence {
  return row.absent_since_at === null
    ? {}
    : {
        absentSinceAt: isoOf(row.absent_since_at),
        missedAt: isoOf(row.missed_at),
      };
}

export function openFactOf(row: OpenFactRow): OpenFact {
  return {
    id: row.id,
    scope: row.scope,
    kind: row.kind,
    key: row.key,
    hash: row.hash,
    locator: row.locator ?? undefined,
    name: row.name ?? undefined,
    ...presence(row),
  };
}

function scopeState(row: OpenScopeRow) {
  return {
    id: row.id,
    scope: row.scope,
    completeness: row.completeness,
    reason: row.reason ?? undefined,
    message: row.message ?? undefined,
    revision: row.revision ?? undefined,
    lastGoodAt: isoOf(row.last_good_at),
  };
}

export function openScopeOf(row: OpenScopeRow): OpenScope {
  return { ...scopeState(row), ...presence(row) };
}

export function storedScopeOf(row: ScopeRow): StoredScope {
  return {
    ...scopeState(row),
    sinceAt: row.since_at.toISOString(),
    ...storedPresence(row),
  };
}

export function storedFactOf(row: FactRow): StoredFact {
  return {
    id: row.id,
    scope: row.scope,
    kind: row.kind,
    key: row.key,
    value: row.value,
    ...(row.locator !== null && { locator: row.locator }),
    firstSeenAt: row.first_seen_at.toISOString(),
    ...storedPresence(row),
  };
}

export function passStateOf(row: PassRow): PassState {
  return {
    sourceId: row.source_id,
    pass: row.pass,
    kind: row.kind,
    title: row.title,
    intervalSeconds: row.interval_seconds,
    finishedRun: Number(row.finished_run),
    lastReadableAt: isoOf(row.last_readable_at),
    listedAt: isoOf(row.listed_at),
    lastAttemptAt: isoOf(row.last_attempt_at),
    transport: row.transport ?? undefined,
  };
}

/** The condition that selects one pass. */
export function whereOf({ sourceId, pass }: PassRef) {
  return { source_id: sourceId, pass };
}
