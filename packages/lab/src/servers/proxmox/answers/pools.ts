import { Answer, failed, forbidden, ok } from '../Answer';
import { Question } from '../Question';
import { guestFigures } from '../figures';
import { guestName } from './guestNames';

function members({ access, index, elapsedSeconds }: Question, poolid: string) {
  return index.world.guests
    .filter(guest => guest.pool === poolid)
    .filter(guest => access.mayGuest(guest, 'VM.Audit'))
    .map(guest => ({
      id: `${guest.type}/${guest.vmid}`,
      type: guest.type,
      vmid: guest.vmid,
      node: guest.node,
      ...(index.nodes.get(guest.node)?.state === 'offline'
        ? { status: 'unknown' }
        : {
            name: guestName(guest),
            status: guest.status,
            template: guest.template ? 1 : 0,
            maxcpu: guest.cores,
            ...guestFigures(guest, elapsedSeconds),
          }),
    }));
}

/** `GET /pools`, or one of them with its members by `?poolid=`. */
export function pools(question: Question): Answer {
  const { access, index, query } = question;
  const wanted = query.get('poolid');
  if (!wanted) {
    return ok(
      index.world.pools.filter(({ poolid }) =>
        access.may(`/pool/${poolid}`, 'Pool.Audit'),
      ),
    );
  }
  const found = index.world.pools.find(({ poolid }) => poolid === wanted);
  if (!access.may(`/pool/${wanted}`, 'Pool.Audit')) {
    return forbidden(`/pool/${wanted}, Pool.Audit`);
  }
  return found
    ? ok([{ ...found, members: members(question, wanted) }])
    : failed(500, `no such pool '${wanted}'`);
}

/** `GET /pools/{poolid}`: the older form of the same. */
export function pool(question: Question, poolid: string): Answer {
  const query = new URLSearchParams({ poolid });
  const answer = pools({ ...question, query });
  if (answer.status !== 200) {
    return answer;
  }
  const [only] = (answer.body as { data: { comment?: string }[] }).data;
  return ok(only);
}
