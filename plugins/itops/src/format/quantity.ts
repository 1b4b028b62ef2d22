const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** "64 GiB", "1.5 TiB": binary units, at most one decimal. */
export function bytes(value: number): string {
  let amount = value;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = amount >= 100 || Number.isInteger(amount) ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[unit]}`;
}

/** "4 cores", "0.5 core", "0.02 core": what is next to nothing is not nothing. */
export function cores(milliCores: number): string {
  const amount = milliCores / 1000;
  if (amount > 0 && amount < 0.01) {
    return 'under 0.01 core';
  }
  const text = Number.isInteger(amount)
    ? String(amount)
    : amount.toFixed(amount < 0.1 ? 2 : 1);
  return `${text} ${amount > 1 || amount === 0 ? 'cores' : 'core'}`;
}

/** "1 guest", "3 guests", "1,234 guests". */
export function count(
  amount: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${amount.toLocaleString()} ${amount === 1 ? one : many}`;
}

/** Percent of a whole, rounded; undefined where there is no whole. */
export function percent(part: number, whole?: number): number | undefined {
  return whole ? Math.round((part / whole) * 100) : undefined;
}

/** "10 Gbit/s", "2.5 Gbit/s", "100 Mbit/s". */
export function bitRate(megabits: number): string {
  return megabits >= 1000 ? `${megabits / 1000} Gbit/s` : `${megabits} Mbit/s`;
}
