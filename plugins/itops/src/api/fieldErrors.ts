/** The fields that the server names: "Invalid body: name: …; a.port: …". */
export function fieldErrors(
  names: readonly string[],
  detail: string,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  let last: string | undefined;
  for (const part of detail.replace(/^Invalid body: /, '').split('; ')) {
    const [, path, message = ''] = /^([\w.]+): (.*)$/s.exec(part) ?? [];
    if (path === undefined) {
      // A sentence goes on behind its semicolon.
      if (last) {
        errors[last] += `; ${part}`;
      }
      continue;
    }
    const name = names.find(
      known => path === known || path.startsWith(`${known}.`),
    );
    last = name && !errors[name] ? name : undefined;
    if (last) {
      errors[last] = message;
    }
  }
  return errors;
}
