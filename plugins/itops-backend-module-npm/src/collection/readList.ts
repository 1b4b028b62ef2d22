import {
  ConnectorError,
  ScopeFailure,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';
import { Dialect, NpmApi } from '../clients/NpmApi';
import { NpmError } from '../clients/NpmError';
import { whatIsWrong } from '../clients/parse';
import { Account } from '../clients/schemas';
import { RowList } from './lists';

/** As many rows are named that could not be read; of the others the number. */
const MAX_NAMED = 3;

async function ask(
  api: NpmApi,
  [path, ...others]: string[],
): Promise<{ path: string; rows: unknown }> {
  try {
    return { path, rows: await api.list(path) };
  } catch (error) {
    if (
      error instanceof NpmError &&
      error.status === 500 &&
      others.length > 0
    ) {
      return ask(api, others);
    }
    throw error;
  }
}

function nameOf(row: unknown, index: number): string {
  const id = (row as { id?: unknown } | null | undefined)?.id;
  return Number.isInteger(id) ? `row with id ${id}` : `row ${index + 1}`;
}

/** The facts of the rows that can be read, and what is wrong with the others. */
function readRows(list: RowList, rows: unknown[]) {
  const facts = new Map<string, Fact>();
  const problems: string[] = [];
  rows.forEach((row, index) => {
    const result = list.read(row);
    if ('error' in result) {
      problems.push(`${nameOf(row, index)}: ${whatIsWrong(result.error)}`);
    } else if (facts.has(result.fact.key)) {
      problems.push(`${nameOf(row, index)}: its id is there twice`);
    } else {
      facts.set(result.fact.key, result.fact);
    }
  });
  return { facts: [...facts.values()], problems };
}

/** Why the list could not be read at all. */
function failureOf(
  error: ConnectorError,
  list: RowList,
  api: NpmApi,
  account: Account,
): ScopeResult {
  // Both dialects answer as if the path were not there, or not for anybody.
  const isHidden = error instanceof NpmError && error.reason === 'forbidden';
  if (isHidden && account.permissions[list.permission] === 'hidden') {
    return partialScope(list.scope, {
      reason: 'insufficient-privileges',
      message: `The account ${api.identity} may not see "${list.title}" of ${api.sourceId}: give it the permission "View" there.`,
    });
  }
  return failedScope(list.scope, {
    reason: error.reason,
    message: `${api.sourceId}: ${error.message}`,
  });
}

/**
 * Reads one list. A row that cannot be read makes it partial, and the others stay.
 *
 * @param doubt - why no list of this account is complete, if so
 */
export async function readList(
  list: RowList,
  api: NpmApi,
  options: { dialect: Dialect; account: Account; doubt?: ScopeFailure },
): Promise<ScopeResult> {
  const { dialect, account, doubt } = options;
  let answer: Awaited<ReturnType<typeof ask>>;
  try {
    answer = await ask(api, list.paths(dialect));
  } catch (error) {
    if (!(error instanceof ConnectorError)) {
      throw error;
    }
    return failureOf(error, list, api, account);
  }
  const where = `${api.sourceId}: ${api.host}${answer.path}`;
  if (!Array.isArray(answer.rows)) {
    return failedScope(list.scope, {
      reason: 'invalid-answer',
      message: `${where} is no list.`,
    });
  }
  const { facts, problems } = readRows(list, answer.rows);
  if (problems.length > 0) {
    const more = problems.length - MAX_NAMED;
    const named = problems.slice(0, MAX_NAMED).join('; ');
    return (facts.length > 0 ? partialScope : failedScope)(
      list.scope,
      {
        reason: 'invalid-answer',
        message: `${where}: ${named}${more > 0 ? `; and ${more} more` : ''}.`,
      },
      facts,
    );
  }
  return doubt
    ? partialScope(list.scope, doubt, facts)
    : completeScope(list.scope, facts);
}
