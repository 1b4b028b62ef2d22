import { JudgeContext } from '../judge/JudgeContext';
import { DeclaredRow, Guest } from '../site';
import { listed } from '../text/sentences';
import { DriftFix, noFix } from './DriftFix';
import { leaseCaution, liveDoubt } from './liveEvidence';

/** The one address of a guest that its row may be given. */
function addressFor(
  context: JudgeContext,
  guest: Guest,
): { to: string } | { fix: DriftFix } {
  const label = context.subjects.label(guest);
  if (guest.addresses.length !== 1) {
    const message =
      guest.addresses.length === 0
        ? `No address of ${label} is known.`
        : `${label} has ${listed(
            guest.addresses,
          )}: nothing tells which of them the row should name.`;
    return { fix: noFix('several-candidates', message) };
  }
  const [to] = guest.addresses;
  const doubt = liveDoubt(context, guest, to);
  if (doubt) {
    return { fix: doubt };
  }
  const taken = (context.rowsByAddress().get(to) ?? []).find(
    ({ vmid }) => vmid !== guest.vmid,
  );
  return taken
    ? {
        fix: noFix(
          'several-candidates',
          `${to} stands in the row of ${taken.vmid} (line ${taken.line}) already: decide whose it is first.`,
        ),
      }
    : { to };
}

function rowFix(
  context: JudgeContext,
  guest: Guest,
  row: DeclaredRow,
  from: string,
): DriftFix {
  const answer = addressFor(context, guest);
  if ('fix' in answer) {
    return answer.fix;
  }
  const { to } = answer;
  const { file, line, sourceId, vmid } = row;
  const caution = leaseCaution(guest, to);
  return {
    offered: true,
    sourceId,
    file,
    changes: [{ kind: 'set-row', line, vmid, from, to }],
    summary: `Sets the row of ${context.subjects.label(
      guest,
    )} from ${from} to ${to}, which it has now.`,
    cautions: [
      'Where the row says what was planned, change the guest instead.',
      ...(caution === undefined ? [] : [caution]),
    ],
  };
}

/** `address-mismatch`: the row follows the guest. */
export function fixMismatch(context: JudgeContext, subject: string): DriftFix {
  const guest = context.site.guests.find(
    item => context.subjects.guest(item) === subject,
  );
  const rows = guest
    ? context
        .rowsOf(guest)
        .filter(row => row.addresses.length + row.ranges.length > 0)
    : [];
  if (!guest || rows.length === 0) {
    return noFix('not-declared', `No row speaks of ${subject} now.`);
  }
  const [row] = rows;
  if (rows.length > 1 || row.addresses.length !== 1 || row.ranges.length > 0) {
    return noFix(
      'several-candidates',
      rows.length > 1
        ? `${rows.length} rows give ${context.subjects.label(
            guest,
          )} an address: nothing tells which one to correct.`
        : `The row of ${context.subjects.label(guest)} names ${listed([
            ...row.addresses,
            ...row.ranges,
          ])}: nothing tells which of them to correct.`,
    );
  }
  return rowFix(context, guest, row, row.addresses[0]);
}

/** `declared-duplicate` among rows: right is the row of the guest that has the address. */
export function fixDuplicateRows(
  context: JudgeContext,
  address: string,
): DriftFix {
  const rows = context.rowsByAddress().get(address) ?? [];
  const owners = (context.addressOf(address)?.guestIds ?? [])
    .map(id => context.guestsById().get(id)!)
    .filter(({ template }) => !template);
  const ofOwner = rows.filter(row =>
    owners.some(guest => context.rowsOf(guest).includes(row)),
  );
  if (owners.length !== 1 || ofOwner.length === 0) {
    return noFix(
      owners.length > 1 ? 'live-side' : 'several-candidates',
      owners.length > 1
        ? `${address} is on ${listed(
            owners.map(guest => context.subjects.label(guest)),
          )}: the network is wrong as well. Give all but one of them another address first.`
        : `None of the guests that rows give ${address} to has it, so nothing tells which row is right.`,
    );
  }
  const doubt = liveDoubt(context, owners[0], address);
  if (doubt) {
    return doubt;
  }
  const wrong = rows.filter(row => !ofOwner.includes(row));
  const [row] = wrong;
  const [guest, ...others] = context.guestsOf(wrong);
  if (wrong.length !== 1 || !guest || others.length > 0) {
    return noFix(
      'several-candidates',
      `The row of ${context.subjects.label(
        owners[0],
      )} is right, but nothing tells what the ${
        wrong.length > 1 ? 'others' : 'other'
      } should say.`,
    );
  }
  return rowFix(context, guest, row, address);
}
