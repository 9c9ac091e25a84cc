import { createCatalogue } from './catalogue';
import { defineRequest, type RequestDeclaration } from './define-request';
import { integer, legalDate, optional, text } from './fields';
import type { ObligationRule } from './obligation-rule';

const answer: ObligationRule = { name: 'answer', title: { zh: '答复', en: 'Answer' }, owedBy: 'recipient', startsAt: 'delivered', limit: { n: 1, unit: 'hour' }, dischargedBy: ['final-reply'], source: { level: 'policy' } };
const request = { rackets: integer({ zh: '数量', en: 'How many', min: 1 }), backOn: optional(legalDate({ zh: '归还日期', en: 'Back on' })) };
const reply = { lent: optional(integer({ zh: '借出', en: 'Lent' })), where: optional(text({ zh: '地点', en: 'Where' })) };
type Declaration = RequestDeclaration<typeof request, typeof reply>;
const good: Declaration = {
  type: 'lend-racket', title: { zh: '借球拍', en: 'Lend a racket' }, kind: 'service', requesters: ['tennis-club'], responders: ['chess-club'], subjectKinds: ['person'],
  request, reply, documents: [{ kind: '借条', title: { zh: '借条', en: 'Note' }, required: true }], obligations: [answer],
  example: () => ({ subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' }, details: { rackets: 2 } }),
  replyExamples: () => ({ done: { details: { lent: 2 } }, not_done: { details: { reason: '没有' } } }),
};
const agencies = [{ code: 'tennis-club', title: { zh: '网', en: 'T' }, desk: true, sample: 't' }, { code: 'chess-club', title: { zh: '棋', en: 'C' }, desk: true, sample: 'c' }, { code: 'referee', title: { zh: '裁', en: 'R' }, desk: false, sample: 'r' }];

describe('defineRequest', () => {
  it('adds deliver and accept', () => {
    const contract = defineRequest(good);
    expect(contract.obligations.map(({ name, owedBy, startsAt }) => `${name} ${owedBy} ${String(startsAt)}`)).toEqual(['deliver recipient submitted', 'accept recipient delivered', 'answer recipient delivered']);
    expect(contract.obligations[1]!.limitByUrgency).toEqual({ ordinary: { n: 1, unit: 'workday', restDay: 'next' }, urgent: { n: 2, unit: 'hour' }, critical: { n: 30, unit: 'minute' } });
  });
  it('keeps its own accept', () => {
    const accept: ObligationRule = { ...answer, name: 'accept', limit: { n: 30, unit: 'minute' }, dischargedBy: ['any-reply'] };
    expect(defineRequest({ ...good, obligations: [accept, answer] }).obligations.filter(({ name }) => name === 'accept')).toEqual([accept]);
  });

  const milestone = { name: 'handed_over', title: { zh: '已交付', en: 'Handed over' }, by: 'recipient' as const, on: ['reply' as const] };
  it.each<[string, Partial<Declaration>, RegExp]>([
    ['an accept later than the answer', { obligations: [answer, { ...answer, name: 'accept', limit: { n: 1, unit: 'workday' } }] }, /accept is due later than answer/],
    ['an undeclared milestone', { obligations: [{ ...answer, startsAt: { milestone: 'nowhere' } }] }, /milestone nowhere, which is not declared/],
    ['a milestone of the other side as discharge', { milestones: [milestone], obligations: [{ ...answer, owedBy: 'requester', dischargedBy: [{ milestone: 'handed_over' }] }] }, /of the other side/],
    ['two milestones of one name', { milestones: [milestone, milestone] }, /two milestones handed_over/],
    ['two obligations of one name', { obligations: [answer, answer] }, /two obligations answer/],
    ['two documents of one kind', { documents: [...good.documents!, ...good.documents!] }, /two documents/],
    ['an unknown outcome', { replyRequires: { granted: ['lent'] } }, /unknown outcome granted/],
    ['a required field that does not exist', { replyRequires: { done: ['nothing' as 'lent'] } }, /requires field nothing/],
    ['an until that is no date', { until: { request: 'rackets' } }, /which is no date/],
    ['an obligation until a date that is not declared', { obligations: [{ ...answer, limit: { until: 'reply' } }] }, /runs until a date of the reply/],
    ['case money of no field', { caseMoney: { does: 'taken', amount: 'nothing', at: 'never' } }, /caseMoney names nothing/],
    ['a document that depends on no field', { documents: [{ ...good.documents![0]!, requiredWhen: { field: 'nothing', equals: true } }] }, /depends on field nothing/],
    ['a pause of a legal limit', { obligations: [{ ...answer, pausedWhile: 'information_requested', source: { level: 'law', document: 'X' } }] }, /only policy limits may/],
    ['law without a document', { obligations: [{ ...answer, source: { level: 'law' } }] }, /without its document/],
    ['an obligation that nothing discharges', { obligations: [{ ...answer, dischargedBy: [] }] }, /never be discharged/],
    ['an invalid example', { example: () => ({ ...good.example({} as never), details: { rackets: 0 } }) }, /example: \/details\/rackets/],
    ['an invalid reply example', { replyExamples: () => ({ done: { details: {} }, not_done: { details: {} } }) }, /reply example not_done: \/details\/reason/],
    ['an outcome without example', { replyExamples: () => ({ done: { details: {} } }) }, /no reply example of outcome not_done/],
    ['an alternative that is no document', { documents: [{ ...good.documents![0]!, alternatives: ['口头'] }] }, /replaced by 口头/],
    ['a debtor named where no text is', { debtorNamedIn: 'rackets' }, /named in rackets, which is no text/],
    ['a condition on what it does not follow', { followsWhen: { 'buy-racket': { outcomes: ['done'] } } }, /which it does not follow/],
    ['a type that is no slug', { type: 'Lend Racket' }, /not a slug/],
    ['nobody to ask', { responders: [] }, /cannot be empty/],
  ])('refuses %s', (_what, change, message) => expect(() => defineRequest({ ...good, ...change })).toThrow(message));

  it('carries the types of its fields', () => {
    const contract = defineRequest(good);
    const rackets: number = contract.example({ today: '', days: () => '', instant: () => '' }).details.rackets;
    // @ts-expect-error a number is no text
    const wrong: string = contract.example({ today: '', days: () => '', instant: () => '' }).details.rackets;
    expect([rackets, wrong]).toEqual([2, 2]);
    // @ts-expect-error the request has no such field
    const none = (): unknown => contract.example({} as never).details.strings;
    expect(none()).toBeUndefined();
  });
});

describe('createCatalogue', () => {
  const contract = defineRequest(good);
  it('finds what it holds', () => {
    const made = createCatalogue({ agencies, requests: [contract] });
    expect([made.types(), made.find('nothing'), made.get('lend-racket') === contract, made.joined('chess-club', 'tennis-club'), made.joined('chess-club', 'chess-club')]).toEqual([['lend-racket'], undefined, true, true, false]);
    expect(() => made.get('nothing')).toThrow(RangeError);
  });
  it.each([
    ['two types of one name', { agencies, requests: [contract, contract] }, /two request types lend-racket/],
    ['an unknown agency', { agencies: agencies.slice(1), requests: [contract] }, /unknown agency tennis-club/],
    ['two agencies of one code', { agencies: [...agencies, agencies[0]!], requests: [] }, /two agencies tennis-club/],
    ['an agency without a desk', { agencies, requests: [defineRequest({ ...good, responders: ['referee'] })] }, /referee has no desk/],
    ['a condition that the earlier step cannot meet', { agencies, requests: [contract, defineRequest({ ...good, type: 'lend-ball', follows: ['lend-racket'], followsWhen: { 'lend-racket': { outcomes: ['granted'] } } })] }, /lend-ball: follows lend-racket with outcome granted/],
    ['following what does not exist', { agencies, requests: [defineRequest({ ...good, follows: ['nothing'] })] }, /follows nothing/],
  ])('refuses %s', (_what, parts, message) => expect(() => createCatalogue(parts)).toThrow(message));
});
