import { Evidence } from '../findings';
import { upstreamsText } from '../paths/HostnameBook';
import { HostRow } from '../paths/PathBuilder';
import { DeclaredHostname } from '../site';
import { JudgeContext } from './JudgeContext';

export function rowSubject(
  { subjects }: JudgeContext,
  { kind, row }: HostRow,
): string {
  return subjects.row(kind, row.sourceId, row.value.id);
}

/** What a table says of a name. */
export function declaredNameEvidence(declared: DeclaredHostname): Evidence {
  const { sourceId, locator, freshness, hostname } = declared;
  const to = upstreamsText([declared]);
  return {
    claim: to
      ? `${hostname} is declared to lead to ${to}`
      : `${hostname} is declared without an upstream`,
    sourceId,
    locator,
    ...(to && { value: to }),
    collectedAt: freshness.collectedAt,
  };
}
