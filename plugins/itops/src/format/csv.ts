/** One value of a CSV file. */
export type CsvValue = string | number | boolean | undefined;

/**
 * Text a spreadsheet would run as a formula gets a leading apostrophe (OWASP
 * "CSV injection"); numbers of ours stay numbers.
 */
function defuse(value: CsvValue): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function escape(value: CsvValue): string {
  const text = defuse(value);
  return /[",\r\n\t]/.test(text) || text !== text.trim()
    ? `"${text.replace(/"/g, '""')}"`
    : text;
}

/** RFC 4180 text, CRLF line ends, safe to open in a spreadsheet. */
export function toCsv(headings: string[], rows: CsvValue[][]): string {
  return [headings, ...rows]
    .map(row => row.map(escape).join(','))
    .join('\r\n')
    .concat('\r\n');
}
