import { Evidence, ScopeRef, Severity, Verdict } from '@sankofa/site-model';
import { storableJson, storableText } from '../observations/storableText';

/** What a verdict says, without what it is about. */
export interface Content {
  severity: Severity;
  summary: string;
  evidence: Evidence[];
  restsOn: ScopeRef[];
  guestIds: string[];
}

/** One word for a rule and a subject; rules have no spaces. */
export function keyOf(item: { rule: string; subject: string }): string {
  return `${item.rule} ${storableText(item.subject)}`;
}

function textOf(content: Content): string {
  const { severity, summary, evidence, restsOn, guestIds } = content;
  return storableJson([
    severity,
    summary,
    evidence.map(item => [item.claim, item.sourceId, item.locator, item.value]),
    restsOn.map(ref => [ref.sourceId, ref.scope, ref.pass, ref.orSilent]),
    guestIds,
  ]);
}

const texts = new WeakMap<Content, string>();

/** Neither of them ever changes, so each is written down once. */
function substanceOf(content: Content): string {
  let text = texts.get(content);
  if (text === undefined) {
    text = textOf(content);
    texts.set(content, text);
  }
  return text;
}

/**
 * They say the same. When evidence was collected does not count: it differs
 * after every run, and an unchanged site must write no finding.
 */
export function saysTheSame(left: Content, right: Content): boolean {
  return substanceOf(left) === substanceOf(right);
}

/** What a verdict says, as it can be stored. */
export function contentOf(verdict: Verdict): Content {
  const { severity, summary, evidence, restsOn, guestIds } = verdict;
  return JSON.parse(
    storableJson({ severity, summary, evidence, restsOn, guestIds }),
  );
}
