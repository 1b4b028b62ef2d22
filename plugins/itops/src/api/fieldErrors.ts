/** The fields that the server names: "Invalid body: name: …; a.port: …". */
export function fieldErrors(
  names: readonly string[],
  detail: string,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const part of detail.replace(/^Invalid body: /, '').split('; ')) {
    const [, path = '', message = ''] = /^([\w.]+): (.*)$/s.exec(part) ?? [];
    const name = names.find(
      known => path === known || path.startsWith(`${known}.`),
    );
    if (name && !errors[name]) {
      errors[name] = message;
    }
  }
  return errors;
}
