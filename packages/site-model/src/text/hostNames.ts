/**
 * Whether two names mean the same machine: without regard to case, and a short
 * name equals a full one with the same first label.
 */
export function sameHostName(left: string, right: string): boolean {
  const [a, b] = [left, right].map(name =>
    name.trim().toLowerCase().replace(/\.$/, ''),
  );
  if (a.includes('.') && b.includes('.')) {
    return a === b;
  }
  return a.split('.', 1)[0] === b.split('.', 1)[0];
}
