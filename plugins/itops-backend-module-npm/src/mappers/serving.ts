import { compact, excerpt, redact } from '@sankofa/plugin-itops-node';
import { Serving } from '@sankofa/site-model';
import { OnlineColumns } from '../clients/schemas';

const LEVEL = /\[(?:emerg|alert|crit|error|warn)\]/;

/**
 * The line of nginx that says why, without the time and the process number before it: they change
 * with every reload, and a fact must not.
 */
function refusalOf(text: string | undefined): string | undefined {
  const lines = (text ?? '')
    .slice(0, 10_000)
    .split('\n')
    .filter(line => line.trim() !== '');
  const [said] = [
    ...lines.filter(line => line.includes('[emerg]')),
    ...lines.filter(line => LEVEL.test(line)),
    ...lines,
  ];
  return said === undefined
    ? undefined
    : excerpt(
        redact(said.replace(/^.*?\[[a-z]+\] (?:\d+#\d+: )?(?=\S)/, '')),
        300,
      );
}

/** Whether nginx serves an enabled row, is asked to, or does not accept it. */
export function servingOf(row: OnlineColumns): {
  enabled: boolean;
  serving: Serving;
  refusal?: string;
} {
  const { enabled } = row;
  // A row that is switched off keeps what nginx said of it last.
  if (!enabled) {
    return { enabled, serving: 'disabled' };
  }
  const online = row.npmplus_nginx_online ?? row.meta?.nginx_online;
  if (online === undefined) {
    return { enabled, serving: 'unknown' };
  }
  const error = row.npmplus_nginx_err ?? row.meta?.nginx_err;
  return online
    ? { enabled, serving: 'serving' }
    : compact({
        enabled,
        serving: 'refused' as const,
        refusal: refusalOf(error),
      });
}
