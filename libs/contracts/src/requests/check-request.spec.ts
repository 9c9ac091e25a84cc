import { catalogue } from '../catalogue';
import { exampleClock } from '../example-clock';
import { foldMeasure, lapsedWithoutRenewal, measureChange, stateOn } from '../measures';
import { missingDocuments } from '../missing-documents';
import { validateReply } from '../validate-reply';
import { validateSubmission } from '../validate-submission';

const at = exampleClock(Date.UTC(2025, 8, 1, 1));
const context = { businessDate: at.today, strict: true };
const follows = '0198f4a0-0000-7000-8000-000000000000';
const codes = (issues: { pointer: string; code: string }[]) => issues.map(({ pointer, code }) => `${pointer} ${code}`);
const check = (type: string, details: object, body: object = {}) => {
  const example = catalogue.get(type).example(at);
  return codes(validateSubmission(catalogue.get(type), { ...example, ...body, details: { ...example.details, ...details } }, context));
};
const answer = (type: string, outcome: string, details: object, body: object = {}) => {
  const example = catalogue.get(type).replyExamples(at)[outcome]!;
  return codes(validateReply(catalogue.get(type), { ...example, ...body, details: { ...example.details, ...details } }, context));
};
const missing = (type: string, details: object, kinds: string[] = []) => missingDocuments(catalogue.get(type), 'request', { ...catalogue.get(type).example(at).details, ...details }, kinds);

describe('what goes together in a request', () => {
  it.each<[string, object, string[]]>([
    ['hold-vehicle', { watchUntil: '2025-08-31' }, ['/details/watchUntil date-past']],
    ['hold-vehicle', { watchUntil: '2026-03-02', sealedUntil: '2026-03-01' }, ['/details/watchUntil watch-beyond-seal']],
    ['hold-vehicle', { vin: 'LSVAA4182O2123456' }, ['/details/vin vin']],
    ['seize-vehicle-registration', { from: '2025-09-01', until: '2027-09-01' }, []],
    ['seize-vehicle-registration', { from: '2025-09-01', until: '2027-09-02' }, ['/details/until measure-too-long']],
    ['seize-vehicle-registration', { from: '2025-09-02', until: '2025-09-01' }, ['/details/until until-before-from']],
    ['seize-vehicle-registration', { from: undefined, until: undefined }, ['/details/from required-by-details', '/details/until required-by-details']],
    ['seize-vehicle-registration', { action: 'renew', originalUntil: '2025-09-30' }, ['/details/originalOrder original-missing']],
    ['seize-vehicle-registration', { action: 'renew', originalOrder: 'x' }, ['/details/originalUntil required-by-details']],
    ['seize-vehicle-registration', { action: 'renew', originalOrder: 'x', originalUntil: '2025-08-31' }, ['/details/originalUntil measure-lapsed']],
    ['seize-vehicle-registration', { action: 'renew', originalOrder: 'x', originalUntil: '2025-10-01', from: '2025-10-02', until: '2027-10-02' }, []],
    ['seize-vehicle-registration', { action: 'renew', originalOrder: 'x', originalUntil: '2025-10-01', from: '2025-10-03', until: '2027-10-02' }, ['/details/from renewal-gap']],
    ['freeze-account', { from: '2025-12-01', until: '2026-12-01' }, ['/details/until freeze-too-long']],
    ['seal-real-estate', { from: '2025-09-05', until: '2028-09-01' }, []],
    ['renew-equity-freeze', { until: '2028-10-03' }, ['/details/until freeze-too-long']],
    ['renew-network-asset-freeze', { originalUntil: '2025-08-31' }, ['/details/originalUntil measure-lapsed']],
    ['unfreeze-equity', { ground: 'over-amount' }, ['/details/rulingInEffectOn required-by-details']],
    ['take-into-detention', { capacity: 'person-in-charge' }, ['/details/debtor required-by-details']],
    ['take-into-detention', { capacity: 'guarantor', debtor: '某公司' }, ['/details/capacity capacity-not-allowed']],
    ['take-into-detention', { capacity: 'legal-representative', debtor: '隰县某商贸有限公司' }, []],
    ['take-into-detention', { debtor: '隰县某商贸有限公司' }, ['/details/debtor is-the-debtor']],
    ['take-into-detention', { ground: 'refuses-to-assist' }, ['/details/capacity not-assisting']],
    ['locate-debtor', { capacity: 'actual-controller', debtor: '隰县某商贸有限公司' }, []],
    ['release-early', { capacity: 'legal-representative', debtor: '隰县某商贸有限公司' }, []],
    ['refer-refusal-offence', { capacity: 'guarantor', debtor: '隰县某商贸有限公司' }, []],
    ['order-filing', { paperReason: undefined }, ['/details/paperReason required-by-details']],
    ['seize-vehicle-registration', { action: 'unseal', from: undefined, until: undefined, originalOrder: '（2025）晋1031执123号之二' }, []],
    ['restrict-exit', { capacity: 'legal-representative' }, ['/details/debtor required-by-details']],
    ['restrict-exit', { debtor: '隰县某商贸有限公司' }, ['/details/debtor is-the-debtor']],
    ['restrict-exit', { from: '2025-01-01', until: '2025-08-31' }, ['/details/until date-past']],
    ['restrict-exit', { action: 'lift', from: undefined, until: undefined }, ['/details/originalOrder original-missing']],
    ['restrict-exit', { approvedBy: undefined }, ['/details/approvedBy required']],
    ['attend-enforcement', { when: '2025-08-31T23:59:00+08:00' }, ['/details/when date-past']],
    ['attend-enforcement', { when: '2025-08-31T16:00:00Z' }, []],
    ['invite-to-attend', { when: '2025-08-31T09:00:00+08:00' }, ['/details/when date-past']],
    ['take-into-detention', { decidedOn: '2025-09-02' }, ['/details/decidedOn date-future']],
    ['refer-refusal-offence', { acts: ['false-report', 'breaks-restriction'], coerciveMeasures: undefined }, ['/details/coerciveMeasures coercion-missing']],
    ['refer-refusal-offence', { acts: ['false-report', 'hides-property'], coerciveMeasures: undefined }, []],
    ['refer-refusal-offence', { unperformed: '987500.01' }, ['/details/unperformed amount-over-owed']],
    ['request-filing-supervision', { referral: undefined }, ['/details/referral original-missing']],
    ['request-filing-supervision', { noticeNumber: undefined }, ['/details/noticeNumber required-by-details']],
    ['request-filing-supervision', { ground: 'no-decision', noticeNumber: undefined }, []],
    ['request-filing-supervision', { referredOn: '2025-09-02' }, ['/details/referredOn date-future']],
    ['explain-non-filing', { supervisionRequest: undefined }, ['/details/supervisionRequest original-missing']],
    ['order-filing', { explanation: undefined }, ['/details/explanation original-missing']],
    ['request-arrest-approval', { filing: undefined }, ['/details/filing original-missing']],
    ['request-arrest-approval', { detainedOn: undefined }, ['/details/detainedOn required-by-details']],
    ['request-arrest-approval', { detainedOn: '2025-08-28' }, ['/details/requestedOn asked-too-late']],
    ['request-arrest-approval', { detainedOn: '2025-08-25', extension: 'special' }, []],
    ['request-arrest-approval', { detainedOn: '2025-08-24', extension: 'special' }, ['/details/requestedOn asked-too-late']],
    ['request-arrest-approval', { detainedOn: '2025-08-02', extension: 'roving' }, []],
    ['request-arrest-approval', { detainedOn: '2025-09-02', requestedOn: '2025-09-01' }, ['/details/detainedOn detained-after-request']],
    ['request-arrest-approval', { custody: 'bail', detainedOn: undefined }, []],
    ['request-arrest-approval', { custody: 'arrested' }, ['/details/custody already-arrested']],
    ['transfer-for-prosecution', { concludedOn: '2025-09-02' }, ['/details/concludedOn date-future']],
    ['file-prosecution', { procedure: 'fast-track', pleadsGuilty: false }, ['/details/procedure fast-track-without-plea']],
    ['enforcement-supervision', { issuedOn: '2025-09-02' }, ['/details/issuedOn date-future']],
    ['delegate-matter', { wantedBy: '2025-08-31' }, ['/details/wantedBy date-past']],
    ['delegate-matter', { measures: [{ kind: 'freeze', object: '存款', until: '2025-10-01' }, { kind: 'seal', object: '房产', until: '2025-09-30' }] }, ['/details/measures/1/until measure-ends-soon']],
    ['assign-case', { measures: [{ kind: 'seal', object: '房产', until: '2025-09-30' }] }, ['/details/measures/0/until measure-ends-soon']],
    ['assign-case', { mode: 'elevate' }, ['/details/role elevated-is-handed-over']],
    ['assign-case', { mode: 'cross', otherCourt: undefined }, ['/details/otherCourt required-by-details']],
    ['joint-enforcement', { when: '2025-08-31T09:00:00+08:00' }, ['/details/when date-past']],
    ['supervise-case', { reportUntil: undefined }, ['/details/reportUntil required-by-details']],
    ['supervise-case', { frequency: 'once', reportUntil: undefined }, []],
  ])('%s %j → %j', (type, details, issues) => expect(check(type, details)).toEqual(issues));

  it.each([
    ['request-filing-supervision', 'referral'], ['explain-non-filing', 'supervisionRequest'], ['order-filing', 'explanation'],
    ['request-arrest-approval', 'filing'], ['transfer-for-prosecution', 'filing'], ['file-prosecution', 'transfer'],
  ])('%s names its earlier step by follows instead of %s', (type, field) => expect(check(type, { [field]: undefined, paperReason: undefined }, { follows })).toEqual([]));

  it('takes the interview day as the story tells it', () => {
    expect(check('attend-enforcement', { when: '2025-09-15T09:00:00+08:00', officers: 4, risk: 'medium' })).toEqual([]);
    expect(check('invite-to-attend', { when: '2025-09-15T09:30:00+08:00', where: '娄烦县人民法院' })).toEqual([]);
    expect(check('hold-vehicle', { plate: '晋A·7D52M' })).toEqual([]);
    expect(answer('hold-vehicle', 'found', { heldAt: '娄烦县交警大队停车场', keys: true }, { milestone: 'held' })).toEqual([]);
  });
});

describe('what goes together in a reply', () => {
  it.each<[string, string, object, object, string[]]>([
    ['hold-vehicle', 'found', { heldAt: undefined }, {}, ['/details/heldAt required-by-milestone']],
    ['hold-vehicle', 'found', { heldAt: undefined }, { milestone: undefined }, ['/details/place required-by-outcome']],
    ['hold-vehicle', 'not_found_yet', {}, { milestone: 'seen' }, ['/milestone milestone-without-hit']],
    ['seize-vehicle-registration', 'waiting', { until: '2027-01-01' }, {}, ['/details/until waiting-has-no-term']],
    ['attend-enforcement', 'done', {}, { milestone: 'attended' }, ['/milestone milestone-interim-only']],
    ['attend-enforcement', 'done', { arrivedAt: '2025-09-01T10:00:00+08:00', leftAt: '2025-09-01T01:59:59Z' }, {}, ['/details/leftAt left-before-arrived']],
    ['invite-to-attend', 'not_done', { attendees: [{ name: '吴某' }] }, {}, ['/details/attendees none-but-attendees']],
    ['take-into-detention', 'done', { takenInTime: '2025-09-01T23:00:00+08:00', until: '2025-09-16' }, {}, []],
    ['take-into-detention', 'done', { takenInTime: '2025-09-01T23:00:00+08:00', until: '2025-09-17' }, {}, ['/details/until detention-too-long']],
    ['explain-non-filing', 'declined', { circumstances: undefined }, {}, ['/details/circumstances required-by-outcome']],
    ['locate-debtor', 'found', { handOverAt: undefined }, { final: false, milestone: 'held' }, ['/details/handOverAt required-by-milestone']],
    ['take-into-detention', 'done', { until: undefined }, {}, ['/details/until required-by-outcome']],
    ['explain-non-filing', 'declined', { basis: undefined }, {}, ['/details/basis required-by-outcome']],
    ['explain-non-filing', 'declined', { filingNumber: '隰公（经）立字〔2025〕18号' }, {}, ['/details/filingNumber declined-but-filed']],
    ['file-prosecution', 'not_done', { verdict: 'guilty' }, {}, ['/details/verdict not-judged-but-verdict']],
    ['delegate-matter', 'done', {}, { milestone: 'papers_missing' }, ['/details/missing required-by-milestone']],
    ['dispatch-duty', 'done', { departedAt: '2025-09-01T10:00:00+08:00', arrivedAt: '2025-09-01T09:00:00+08:00' }, {}, ['/details/arrivedAt arrived-before-departed']],
    ['refer-refusal-offence', 'granted', {}, { final: false, outcome: undefined, milestone: 'complex' }, ['/details/reason required-by-milestone']],
    ['refer-refusal-offence', 'granted', { note: '案情复杂' }, { final: false, outcome: undefined, milestone: 'complex' }, []],
  ])('%s %s %j %j → %j', (type, outcome, details, body, issues) => expect(answer(type, outcome, details, body)).toEqual(issues));
});

describe('documents that depend on a field', () => {
  it.each<[string, object, string[]]>([
    ['locate-debtor', { wanted: 'custody' }, ['协助查控被执行人通知书', '拘留决定书']], ['locate-debtor', {}, ['协助查控被执行人通知书']],
    ['take-into-detention', { elsewhere: true }, ['拘留决定书', '异地收拘说明']],
    ['restrict-exit', { action: 'lift' }, ['解除限制出境决定书', '协助执行通知书']],
    ['attend-enforcement', { risk: 'high' }, ['警务协助函', '执行预案']],
    ['request-filing-supervision', { ground: 'no-decision' }, ['提请立案监督函', '案件移送函', '执行情况说明']],
    ['request-filing-supervision', { ground: 'case-withdrawn' }, ['提请立案监督函', '案件移送函', '执行情况说明', '撤销案件决定书']],
    ['request-arrest-approval', { custody: 'bail' }, ['提请批准逮捕书', '立案决定书', '案卷材料']],
    ['delegate-matter', { matter: 'detention' }, ['事项委托函', '生效法律文书副本', '拘留决定书']],
    ['joint-enforcement', { task: 'search' }, ['协同执行函', '搜查令']],
  ])('%s %j wants %j', (type, details, kinds) => expect(missing(type, details)).toEqual(kinds));

  it('are satisfied by any of their alternatives', () => {
    expect(missing('locate-debtor', { wanted: 'custody' }, ['协助查控被执行人通知书', '拘传票'])).toEqual([]);
    expect(missing('seize-vehicle-registration', {}, ['民事裁定书', '协助执行通知书'])).toEqual([]);
    expect(missing('assign-case', {}, ['交叉执行决定书'])).toEqual([]);
  });
});

describe('papers that the law gives an answer', () => {
  const papers = (type: string, move: 'accept' | 'reply' | 'measure-change', said: object, kinds: string[] = []) => missingDocuments(catalogue.get(type), move, {}, kinds, said);
  it.each<[string, 'accept' | 'reply' | 'measure-change', object, string[]]>([
    ['refer-refusal-offence', 'accept', { milestone: 'receipt' }, ['受案回执']], ['refer-refusal-offence', 'reply', { final: false, milestone: 'receipt' }, ['受案回执']],
    ['refer-refusal-offence', 'reply', { final: true, outcome: 'declined' }, ['不予立案通知书']], ['refer-refusal-offence', 'reply', { final: true, outcome: 'granted' }, []],
    ['refer-refusal-offence', 'measure-change', { milestone: 'refusal_explained' }, ['不立案理由说明书']], ['refer-refusal-offence', 'measure-change', { milestone: 'case_withdrawn' }, []],
    ['explain-non-filing', 'reply', { final: true, outcome: 'declined' }, ['不立案理由说明书']], ['explain-non-filing', 'reply', { final: true, outcome: 'granted' }, ['立案决定书']],
    ['order-filing', 'reply', { final: true, outcome: 'done' }, ['立案决定书']], ['order-filing', 'reply', { final: true, outcome: 'not_done' }, []],
    ['object-to-measure', 'reply', { final: true, outcome: 'declined' }, ['书面回复']], ['object-to-measure', 'reply', { final: false }, []],
    ['delegate-matter', 'reply', { final: true, outcome: 'done' }, ['委托事项办理回函']], ['delegate-matter', 'reply', { final: false, milestone: 'reported' }, ['委托事项办理回函']], ['delegate-matter', 'reply', { final: false, milestone: 'started' }, []],
    ['enforcement-supervision', 'reply', { final: true, outcome: 'granted' }, ['回复意见函']],
  ])('%s with %s %j wants %j', (type, move, said, kinds) => {
    expect(papers(type, move, said)).toEqual(kinds);
    expect(papers(type, move, said, kinds)).toEqual([]);
  });
});

describe('a detention in the ledger', () => {
  const contract = catalogue.get('take-into-detention');
  const asked = { days: 15 };
  const taken = (milestone: string, details: object) => measureChange(contract, asked, { id: milestone, request: 'r', move: 'answered', sequence: 2, at: Date.UTC(2025, 8, 1, 2), outcome: 'done', milestone, details: { ...details } })!;
  const request = measureChange(contract, asked, { id: 'q', request: 'r', move: 'submitted', sequence: 1, at: Date.UTC(2025, 8, 1, 1) })!;
  const reply = taken('taken_in', { takenInAt: '隰县拘留所', takenInTime: '2025-09-01T10:00:00+08:00', until: '2025-09-16' });

  it('ends with its period, which is no failure, or with the release that the police report', () => {
    const held = foldMeasure([request, reply])!;
    expect([stateOn(held, '2025-09-16'), stateOn(held, '2025-09-17'), lapsedWithoutRenewal(held, '2025-09-17')]).toEqual(['in_effect', 'lapsed', false]);
    const released = measureChange(contract, asked, { id: 'm', request: 'r', move: 'measure-changed', sequence: 3, at: Date.UTC(2025, 8, 5), milestone: 'released', details: {} })!;
    expect(foldMeasure([request, reply, released])!.state).toBe('lifted');
    const early = catalogue.get('release-early');
    const lifted = (move: 'submitted' | 'answered', outcome?: string) => measureChange(early, {}, { id: `e-${move}`, request: 'e', move, sequence: 1, at: Date.UTC(2025, 8, 6), outcome, details: {} })!;
    expect(foldMeasure([request, reply, lifted('submitted'), lifted('answered', 'done')])!.state).toBe('lifted');
  });
});
