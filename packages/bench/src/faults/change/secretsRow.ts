import { FaultRow, faultRow } from '../faultSuite';
import { ChangePortal } from './ChangePortal';
import { ChangeSite } from './ChangeSite';
import { leaks } from './checks';

const TABLES = [
  'audit_log',
  'changes',
  'change_approvals',
  'change_events',
  'change_requests_sent',
  'change_step_ups',
];

/** Whatever the portals said and kept, searched for the secrets that they were given. */
export async function secretsRow(
  site: ChangeSite,
  portals: readonly ChangePortal[],
): Promise<FaultRow> {
  const places: Record<string, string> = {
    'the log of the portals': await site.printed(),
    answers: portals.flatMap(({ answers }) => answers).join('\n'),
  };
  for (const table of TABLES) {
    const { rows } = await site.knex.raw(
      'SELECT row_to_json(t)::text AS row FROM ?? t',
      [`itops.${table}`],
    );
    places[table] = rows.map(({ row }: { row: string }) => row).join('\n');
  }
  const secretOf = (token: string) => token.slice(token.indexOf('=') + 1);
  const secrets = {
    'the provisioning token': [secretOf(site.lab.token('provisioner'))],
    'the collecting token': [secretOf(site.lab.token('collector'))],
    'the client secret': [site.clientSecret],
    'a proof of step-up': site.proofs.secrets,
  };
  const empty = Object.entries(places).flatMap(([place, text]) =>
    text === '' ? [`nothing was found in ${place} at all`] : [],
  );
  const characters = Object.values(places).join('').length;
  return faultRow('change', 'planted secrets', {
    runs: Object.values(secrets).flat().length,
    violations: [...empty, ...leaks(secrets, places)],
    note: `2 tokens, a client secret and ${
      site.proofs.secrets.length
    } proofs in none of ${Object.keys(places).length} places, ${(
      characters / 1e6
    ).toFixed(1)} MB`,
  });
}
