import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { catalogue } from '../catalogue';
import { exampleClock } from '../example-clock';
import { toInstance } from '../fields/dto';
import { milestoneOf } from '../milestone-of';
import { missingDocuments } from '../missing-documents';
import { outcomes } from '../outcomes';
import { replySchema, submissionSchema } from '../projections';
import { validateReply } from '../validate-reply';
import { submissionFields, validateSubmission } from '../validate-submission';

const at = exampleClock(Date.UTC(2025, 8, 1, 1));
const context = { businessDate: at.today, strict: true };
const ajv = new Ajv2020({ allErrors: true });
const contracts = catalogue.contracts.map((contract) => [contract.type, contract] as const);
const codes = (issues: { pointer: string; code: string }[]) => issues.map(({ pointer, code }) => `${pointer} ${code}`);
/** What a pattern cannot say. */
const beyondSchema = ['person-id', 'credit-code', 'date', 'instant', 'date-or-instant', 'case-number'];

describe.each(contracts)('%s', (_type, contract) => {
  const example = contract.example(at);
  const replies = Object.entries(contract.replyExamples(at));
  // Compiled once each: that takes longer than all that is asked of them.
  let asked: ValidateFunction;
  let answered: ValidateFunction;
  beforeAll(() => {
    asked = ajv.compile(submissionSchema(contract));
    answered = ajv.compile(replySchema(contract));
  });

  it('has an example valid both ways, whose required documents suffice', () => {
    expect(validateSubmission(contract, example, context)).toEqual([]);
    expect(validateSync(toInstance(submissionFields(contract).dto, example as unknown as Record<string, unknown>))).toEqual([]);
    expect(asked(example)).toBe(true);
    expect(missingDocuments(contract, 'request', example.details, example.documents)).toEqual([]);
  });
  it('still has one in another year', () => {
    for (const now of [Date.UTC(2028, 1, 29), Date.UTC(2031, 11, 31, 18)]) {
      const later = exampleClock(now);
      expect(validateSubmission(contract, contract.example(later), { businessDate: later.today, strict: true })).toEqual([]);
    }
  });
  it('has a reply example of every outcome, valid both ways', () => {
    expect([...new Set(replies.map(([key]) => key.split(':')[0]))].sort()).toEqual(outcomes[contract.kind].map(({ name }) => name).sort());
    for (const [key, reply] of replies) {
      expect([key, validateReply(contract, reply, context)]).toEqual([key, []]);
      expect([key, answered(reply), answered.errors]).toEqual([key, true, null]);
    }
  });
  it.each(replies)('states %s only when final or interim allows it, in both', (key, reply) => {
    const rule = outcomes[contract.kind].find(({ name }) => name === key.split(':')[0])!;
    for (const final of [true, false]) {
      const turned = { ...reply, final };
      expect(validateReply(contract, turned, context).length === 0).toBe(final ? rule.final : rule.interim);
      expect(answered(turned)).toBe(final ? rule.final : rule.interim);
    }
    expect(validateReply(contract, { ...reply, outcome: undefined, final: true }, context)).not.toEqual([]);
  });
  it('requires in the schema what it requires in the check', () => {
    for (const [key, reply] of replies) {
      for (const name of contract.replyRequires[key.split(':')[0]!]!) {
        const { [name]: _left, ...details } = reply.details;
        expect(codes(validateReply(contract, { ...reply, details }, context))).toContain(`/details/${name} required-by-outcome`);
        expect(answered({ ...reply, details })).toBe(false);
      }
    }
  });

  it('is refused and taken alike by class-validator, the fast path and JSON Schema', () => {
    const fields = submissionFields(contract);
    const paths = leaves(example);
    const junk = fc.oneof(fc.constantFrom(null, true, '', ' ', 'x', '\u0000', '\ud800', 0, -1, 1.5, 1e9, [], {}, [null], '2025-02-30', '2025-02-28', '0.00', '1.234', '-1.00', '12.00'), fc.string(), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(fc.property(fc.constantFrom(...paths), fc.option(junk, { nil: undefined }), fc.boolean(), (path, value, add) => {
      const body = structuredClone(example) as unknown as Record<string, unknown>;
      put(body, add ? [...path.slice(0, -1), 'surprise'] : path, value);
      const issues = fields.validate(body, { strict: true });
      const byClassValidator = validateSync(toInstance(fields.dto, body), { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
      if (!issues.some(({ code }) => code === 'unknown-property')) expect(issues.length === 0).toBe(byClassValidator.length === 0);
      if (asked(JSON.parse(JSON.stringify(body)))) expect(issues.filter(({ code }) => !beyondSchema.includes(code))).toEqual([]);
      else expect(issues).not.toEqual([]);
    }), { numRuns: 300 });
  });
  it('never repeats a value in what it says', () => {
    const secret = '1426291987031245159';
    const said = JSON.stringify([
      ...validateSubmission(contract, { ...example, subject: { ...example.subject, idNumber: secret, creditCode: secret }, [secret]: secret, details: { account: secret, days: secret, items: [secret] } }, context),
    ].map(({ zh, en }) => [zh, en]));
    expect(said).not.toContain(secret);
  });
});

describe('the stories', () => {
  const check = (type: string, details: object) => codes(validateSubmission(catalogue.get(type), { ...catalogue.get(type).example(at), details: { ...catalogue.get(type).example(at).details, ...details } }, context));
  const answer = (type: string, outcome: string, body: object, details: object) => {
    const examples = catalogue.get(type).replyExamples(at);
    return codes(validateReply(catalogue.get(type), { ...examples[outcome], ...body, details: { ...examples[outcome]!.details, ...details } }, context));
  };
  it('are taken as they are told', () => {
    expect(check('locate-debtor', { wanted: 'custody', watchUntil: '2026-02-28', lastKnown: [{ place: '隰县龙泉镇', kind: 'residence' }] })).toEqual([]);
    expect(check('freeze-account', { account: '6222000504100012345', amount: '480000.00', from: '2025-06-05', until: '2026-06-04' })).toEqual([]);
    expect(check('query-person', { items: ['identity', 'hotel-stays', 'vehicles'] })).toEqual([]);
    expect(check('seal-real-estate', { unitNumber: '140105001008GB00123F00010021', from: '2025-03-03', until: '2028-03-02' })).toEqual([]);
    expect(answer('seal-real-estate', 'waiting', {}, { rank: 1 })).toEqual([]);
    expect(answer('locate-debtor', 'found', { final: false, milestone: 'held' }, { place: '隰县某宾馆', kind: 'hotel', seenAt: '2025-09-21T23:35:00+08:00', handOverAt: '隰县公安局龙泉派出所' })).toEqual([]);
    expect(answer('query-person', 'partial', {}, { items: { identity: 'found', 'hotel-stays': 'not_searched', vehicles: 'none_proven' } })).toEqual([]);
    expect(answer('freeze-account', 'done', {}, { frozen: '167399.45', rank: 0 })).toEqual([]);
    expect(answer('freeze-account', 'partial', {}, { frozen: '312600.55', limit: '480000.00', rank: 0, until: '2026-06-04' })).toEqual([]);
  });
  it('name the missing documents one by one', () => {
    expect(missingDocuments(catalogue.get('refer-refusal-offence'), 'request', {}, ['案件移送函', '执行情况说明', '身份证据', '义务证据'])).toEqual(['履行能力证据', '拒不执行行为证据', '情节后果证据']);
    expect(missingDocuments(catalogue.get('locate-debtor'), 'request', { wanted: 'custody' }, ['协助查控被执行人通知书'])).toEqual(['拘留决定书']);
    expect(missingDocuments(catalogue.get('transfer-real-estate'), 'request', { ground: 'auction' }, ['执行裁定书', '受让人身份证明'])).toEqual(['协助执行通知书', '拍卖成交确认书']);
    expect(missingDocuments(catalogue.get('joint-discipline'), 'request', { list: 'dishonest' }, ['限制消费令'])).toEqual(['失信决定书']);
  });
  it('count a detention as taken in when its reply says done', () => {
    const contract = catalogue.get('take-into-detention');
    expect(milestoneOf(contract, { final: true, outcome: 'done' })).toBe('taken_in');
    expect(milestoneOf(contract, { final: true, outcome: 'not_done' })).toBeUndefined();
    expect(milestoneOf(contract, { final: false, outcome: 'done', milestone: 'possibly_wrongful' })).toBe('possibly_wrongful');
  });
  it.each([
    ['freeze-account', { until: '2027-01-01' }, '/details/until freeze-too-long'],
    ['freeze-account', { from: '2024-01-01', until: '2024-06-01' }, '/details/until date-past'],
    ['freeze-account', { until: '2025-08-01' }, '/details/until until-before-from'],
    ['freeze-account', { from: '2025-02-29' }, '/details/from date'],
    ['freeze-account', { amount: '0.00' }, '/details/amount money'], ['freeze-account', { amount: '-1.00' }, '/details/amount money'], ['freeze-account', { amount: '1.234' }, '/details/amount money'],
    ['freeze-account', { amount: '1234567890123456.00' }, '/details/amount money'],
    ['take-into-detention', { days: 16 }, '/details/days integer'], ['take-into-detention', { days: 0 }, '/details/days integer'],
    ['locate-debtor', { watchUntil: '2025-08-31' }, '/details/watchUntil date-past'],
    ['release-early', { reason: 'a\u0000b' }, '/details/reason text'], ['release-early', { reason: '\ud83d' }, '/details/reason text'],
    ['release-early', { detentionDecision: undefined }, '/details/detentionDecision original-missing'],
    ['seal-real-estate', { from: '2025-09-01', until: '2028-09-02' }, '/details/until seal-too-long'], ['seal-real-estate', { unitNumber: '140105001008GB00123F0001002' }, '/details/unitNumber unit-number'],
    ['renew-real-estate-seal', { originalUntil: '2025-08-31' }, '/details/originalUntil measure-lapsed'], ['renew-real-estate-seal', { originalOrder: undefined }, '/details/originalOrder original-missing'],
    ['unseal-real-estate', { originalOrder: undefined }, '/details/originalOrder original-missing'], ['query-real-estate', { historySince: '2025-09-02' }, '/details/historySince date-future'],
    ['renew-freeze', { until: '2026-10-03' }, '/details/until freeze-too-long'], ['renew-freeze', { originalUntil: '2025-08-31' }, '/details/originalUntil measure-lapsed'],
    ['transfer-funds', { amount: '312600.56' }, '/details/amount amount-over-frozen'], ['query-transactions', { until: '2025-09-02' }, '/details/until date-future'], ['query-transactions', { from: '2025-09-01', until: '2025-08-31' }, '/details/until until-before-from'],
    ['object-to-measure', { originalOrder: undefined }, '/details/originalOrder original-missing'],
    ['freeze-equity', { until: '2028-09-02' }, '/details/until freeze-too-long'], ['freeze-equity', { amount: undefined, share: undefined }, '/details/amount extent-missing'], ['freeze-equity', { share: '100.1' }, '/details/share share'],
    ['freeze-network-asset', { until: '2028-09-02' }, '/details/until freeze-too-long'], ['freeze-network-asset', { amount: undefined }, '/details/amount extent-missing'],
    ['joint-discipline', { list: 'dishonest' }, '/details/ground ground-not-of-list'], ['credit-repair', { groundOn: '2025-09-02' }, '/details/groundOn date-future'],
    ['social-aid', { consent: false }, '/details/consent consent-missing'],
  ])('%s %j → %s', (type, details, issue) => expect(check(type, details)).toEqual([issue]));
  it.each([
    ['freeze-account', 'waiting', { rank: 0 }, '/details/rank rank'], ['freeze-account', 'done', { rank: 1 }, '/details/rank rank'], ['freeze-account', 'done', { frozen: '480000.01' }, '/details/frozen frozen-over-limit'],
    ['query-person', 'found', { items: { identity: 'failed' }, reason: 'x' }, '/outcome outcome-contradicts-items'],
    ['query-deposits', 'found', { accounts: [] }, '/details/accounts found-nothing'],
    ['locate-debtor', 'not_found_yet', { handOverAt: '隰县公安局龙泉派出所' }, '/milestone milestone-without-hit'],
    ['query-real-estate', 'found', { properties: [] }, '/details/properties found-nothing'], ['query-equity', 'none_proven', { holdings: [catalogue.get('query-equity').replyExamples(at).found!.details.holdings].flat() }, '/details/holdings none-but-listed'],
    ['seal-real-estate', 'waiting', { until: '2028-08-31' }, '/details/until waiting-until'], ['query-transactions', 'found', { count: 2 }, '/details/count count-contradicts-list'],
    ['grid-assist', 'found', { tasks: { whereabouts: 'failed' } }, '/outcome outcome-contradicts-tasks'], ['grid-assist', 'found', { tasks: { whereabouts: 'none_proven' } }, '/outcome outcome-contradicts-tasks'],
    ['grid-assist', 'none_proven', { tasks: { whereabouts: 'found' } }, '/outcome outcome-contradicts-tasks'], ['renew-freeze', 'done', { frozen: '480000.01' }, '/details/frozen frozen-over-limit'],
  ])('%s %s %j → %s', (type, outcome, details, issue) => expect(answer(type, outcome, type === 'locate-debtor' ? { milestone: 'held' } : {}, details)).toEqual([issue]));
});

/** Paths of everything inside a JSON value. */
function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...path.length > 0 ? [path] : [], ...Object.entries(value).flatMap(([key, inside]) => leaves(inside, [...path, key]))];
}

function put(body: Record<string, unknown>, path: string[], value: unknown): void {
  const last = path.at(-1)!;
  const target = path.slice(0, -1).reduce<Record<string, unknown>>((inside, key) => inside[key] as Record<string, unknown>, body);
  if (value === undefined && !Array.isArray(target)) delete target[last];
  else if (!Array.isArray(target) || last !== 'surprise') target[last] = value ?? null;
}
