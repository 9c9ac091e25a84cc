import type { Bilingual } from './bilingual';
import type { RuleSource } from './obligation-rule';
import type { RequestContract } from './request-contract';

/**
 * Which organisation of the requesting agency may ask which one 隶属关系, judged by the directory's tree. `superior`: one that stands above the
 * recipient, at whatever level. In the catalogue: do not rename.
 */
export interface RelationRule {
  readonly relation: 'superior';
  /**
   * Earlier types after which it is the other way about: then the request turns to whoever stands above the one that was asked there, and any of the
   * agency may send it.
   */
  readonly turnsUpAfter?: readonly string[];
  readonly source: RuleSource;
}

/** Who stands above whom, at whatever level. */
export type IsAbove = (above: string, below: string) => boolean;

/** The request that is followed. `unknown`: only that there is one is known here, since it is between two others. */
export type EarlierAsked = { type: string; to: string } | 'unknown' | undefined;

/** Why this organisation may not ask that one, as sentences; undefined when it may. Pure. */
export function againstRelation({ requester, title }: Pick<RequestContract, 'requester' | 'title'>, { from, to, earlier }: { from: string; to: string; earlier: EarlierAsked }, isAbove: IsAbove): Bilingual | undefined {
  if (!requester || isAbove(from, to)) return undefined;
  const { turnsUpAfter = [] } = requester;
  // What this desk does not hold it cannot judge; the sender's desk, which holds it, has.
  if (earlier === 'unknown' && turnsUpAfter.length > 0) return undefined;
  if (typeof earlier === 'object' && turnsUpAfter.includes(earlier.type)) {
    return isAbove(to, earlier.to) ? undefined : { zh: `「${title.zh}」承接该事项时，须向${earlier.to}的上级提出`, en: `After that request, one of this type goes to whoever stands above ${earlier.to}` };
  }
  return { zh: `「${title.zh}」须由上级向下级提出，${from}不是${to}的上级`, en: `Only whoever stands above ${to} may send this; ${from} does not` };
}

/** What is wrong with a rule. */
export const relationFaults = ({ requester, requesters, responders, follows }: Pick<RequestContract, 'requester' | 'requesters' | 'responders' | 'follows'>): string[] => (requester ? [
  ...requesters.some((agency) => !responders.includes(agency)) ? ['only organisations of one agency stand above each other, but it is asked of another'] : [],
  ...(requester.turnsUpAfter ?? []).filter((type) => !follows.includes(type)).map((type) => `turns up after ${type}, which it does not follow`),
  ...requester.source.level === 'law' && !requester.source.document ? ['who may ask is called law without its document'] : [],
] : []);
