import { LabEdge, LabProxyDialect } from '../../world/edge';
import { ProxyAccount } from './accounts';
import { Answer, failed, ok } from './Answer';
import {
  ListName,
  Row,
  certificatesWithKeys,
  expanded,
  expansions,
  rowsOf,
} from './rows';

/** One authenticated GET. */
export interface Question {
  /** Below `/api`. */
  path: string;
  expand: string[];
  account: ProxyAccount;
  edge: LabEdge;
  dialect: LabProxyDialect;
}

const SECTIONS: Record<ListName, keyof ProxyAccount['permissions']> = {
  'proxy-hosts': 'proxy_hosts',
  'redirection-hosts': 'redirection_hosts',
  'dead-hosts': 'dead_hosts',
  streams: 'streams',
};

/** What an account gets of a place that it may not see, or that is not there. */
export function denied(dialect: LabProxyDialect, path: string): Answer {
  return dialect === 'npm'
    ? failed(404, `Not Found - ${path}`)
    : failed(403, 'Permission Denied');
}

function answerAccount({ account, expand }: Question): Answer {
  const { id, identity, name, roles, permissions } = account;
  return {
    ...ok({
      id,
      is_disabled: false,
      email: identity,
      name,
      nickname: name,
      roles,
      ...(expand.includes('permissions') ? { permissions } : {}),
    }),
    identity: true,
  };
}

function answerList(
  list: ListName,
  id: string | undefined,
  question: Question,
): Answer {
  const { account, dialect, edge, expand, path } = question;
  const { permissions, roles } = account;
  if (permissions[SECTIONS[list]] === 'hidden' && !roles.includes('admin')) {
    return denied(dialect, path);
  }
  if (expand.some(name => !expansions(list, dialect).includes(name))) {
    return failed(500, 'Internal Error');
  }
  // Without a word about it: an account with this visibility gets what it owns.
  const rows = rowsOf(list, edge, dialect)
    .filter(
      row =>
        permissions.visibility === 'all' || row.owner_user_id === account.id,
    )
    .map((row): Row => expanded(row, expand, edge));
  if (id === undefined) {
    return ok(rows);
  }
  const row = rows.find(each => each.id === Number(id));
  return row ? ok(row) : failed(404, `Not Found - ${id}`);
}

/** What the API answers to an account that has logged in. */
export function answerQuestion(question: Question): Answer {
  const { path, account, edge, dialect } = question;
  if (path === '/users/me') {
    return answerAccount(question);
  }
  const list = /^\/nginx\/([a-z-]+)(?:\/(\d+))?$/.exec(path);
  if (list && list[1] in SECTIONS) {
    return answerList(list[1] as ListName, list[2], question);
  }
  if (list?.[1] === 'certificates') {
    return account.permissions.certificates === 'hidden'
      ? denied(dialect, path)
      : ok(certificatesWithKeys(edge));
  }
  return dialect === 'npmplus' && path === '/audit-log'
    ? denied(dialect, path)
    : failed(404, `Not Found - ${path}`);
}
