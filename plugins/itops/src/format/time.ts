const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 min", "2 h", "5 d": one unit, rounded down, never negative. */
export function duration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < MINUTE) {
    return `${Math.floor(span / 1000)} s`;
  }
  if (span < HOUR) {
    return `${Math.floor(span / MINUTE)} min`;
  }
  if (span < 2 * DAY) {
    return `${Math.floor(span / HOUR)} h`;
  }
  return `${Math.floor(span / DAY)} d`;
}

/**
 * "just now", "3 min ago", "in 2 h". A few seconds of difference between the
 * clocks of server and viewer never read as the future.
 */
export function relativeTime(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) {
    return 'at an unknown time';
  }
  const age = now - then;
  if (Math.abs(age) < 45_000) {
    return 'just now';
  }
  return age > 0 ? `${duration(age)} ago` : `in ${duration(-age)}`;
}

const absoluteFormat = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

const clockFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
});

const dayFormat = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
});

/** The full moment in the viewer's zone, with the name of the zone. */
export function absoluteTime(iso: string): string {
  const then = Date.parse(iso);
  return Number.isNaN(then) ? iso : absoluteFormat.format(then);
}

/** "13:05" for today, "12 Nov 13:05" for any other day, in the viewer's zone. */
export function shortTime(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) {
    return iso;
  }
  const clock = clockFormat.format(then);
  const sameDay =
    new Date(then).toDateString() === new Date(now).toDateString();
  return sameDay ? clock : `${dayFormat.format(then)} ${clock}`;
}

const ISO_MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A sentence of the server with its moments as people read them. */
export function sayMoments(text: string, now: number): string {
  return text.replace(ISO_MOMENT, iso => shortTime(iso, now));
}

/** "Europe/Berlin": the viewer's zone, in which all moments are written. */
export function timeZone(): string {
  return absoluteFormat.resolvedOptions().timeZone;
}

/** The first moment of the viewer's day that `now` falls in, as ISO-8601 UTC. */
export function startOfDay(now: number): string {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

/** The text an `<input type="datetime-local">` expects, in the viewer's zone. */
export function toLocalInput(iso: string): string {
  const then = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(
    then.getDate(),
  )}T${two(then.getHours())}:${two(then.getMinutes())}`;
}

/** The moment a `datetime-local` input speaks of, or undefined when it is empty or no date. */
export function fromLocalInput(text: string): string | undefined {
  const then = new Date(text);
  return text && !Number.isNaN(then.getTime()) ? then.toISOString() : undefined;
}
