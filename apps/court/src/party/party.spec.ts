import { catalogue, emptyRecord, type Subject } from '@lianzhi/contracts';
import type { DeskRequest, OpenedMessage } from '@lianzhi/desk';
import { Problem, type Caller } from '@lianzhi/platform';
import { caseProgress, seesProgress } from './case-progress';
import { partyOf, type Party } from './party';
import { partyMessageView } from './party-view';
import { caseNumberOf, readPartyMessage } from './read-party-message';

const cipher = { keyedHash: (text: string) => Buffer.from(text.padEnd(32, '.')) };
const directory = { successionOf: (code: string) => [code] };
const caller: Caller = { client: 'lianzhi-console', user: 'party-applicant', name: '李某', organisation: 'court-141031', roles: ['party'], cases: [{ caseNumber: '(2025)晋1031执312号', as: 'applicant' }, { caseNumber: '（2025）晋1031执313号', as: 'king' }] };
const refusal = (act: () => unknown): { slug: string; pointers?: (string | undefined)[] } => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return { slug: error.slug, ...(error.errors && { pointers: error.errors.map(({ pointer }) => pointer) }) };
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('partyOf', () => {
  it('knows the person in its own case, however the number is written', () => {
    expect(partyOf(caller, '（2025）晋1031执312号', { cipher, directory })).toMatchObject({ name: '李某', capacity: 'applicant', court: 'court-141031', caseNumber: '（2025）晋1031执312号', code: expect.stringMatching(/^party-[0-9a-f]{16}$/) });
  });
  it('is the same person at the successor of the court that the token names, and keeps the code under which it wrote', () => {
    const succession = ['court-141033', 'court-141031'];
    const [before, now] = [directory, { successionOf: () => succession }].map((known) => partyOf(caller, '（2025）晋1031执312号', { cipher, directory: known }));
    expect(now).toMatchObject({ court: 'court-141033', courts: succession, codes: [now!.code, before!.code] });
    expect(partyOf({ ...caller, organisation: 'court-141033' }, '（2025）晋1031执312号', { cipher, directory: { successionOf: () => succession } })).toEqual(now);
  });
  it('knows no case that the token does not name, nor an unknown capacity, nor a machine', () => {
    expect(refusal(() => partyOf(caller, '（2025）晋1031执188号', { cipher, directory })).slug).toBe('not-found');
    expect(refusal(() => partyOf(caller, '（2025）晋1031执313号', { cipher, directory })).slug).toBe('not-found');
    expect(refusal(() => partyOf({ ...caller, cases: undefined }, '（2025）晋1031执312号', { cipher, directory })).slug).toBe('not-found');
    expect(refusal(() => partyOf({ ...caller, user: undefined }, '（2025）晋1031执312号', { cipher, directory })).slug).toBe('forbidden');
  });
});

const zhang: Subject = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const company: Subject = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const party: Party = { code: 'party-0123456789abcdef', name: '李某', capacity: 'applicant', court: 'court-141031', courts: ['court-141031'], codes: [], caseNumber: '（2025）晋1031执312号' };
const body = { type: 'party-message', caseNumber: party.caseNumber, details: { matter: 'message', text: '何时拍卖？' } };
const read = (more: object, debtors: Subject[] = [zhang]) => readPartyMessage({ ...body, ...more }, party, { debtors }, catalogue, '2025-09-01');

describe('readPartyMessage', () => {
  it('takes who speaks from the token and the debtor from the case', () => {
    expect(read({})).toMatchObject({ type: 'party-message', from: party.code, to: party.court, subject: zhang, details: { sender: '李某', capacity: 'applicant', matter: 'message' }, documents: [], officers: [] });
    expect(read({ debtor: '隰县某商贸有限公司' }, [zhang, company]).subject).toBe(company);
  });
  it.each<[string, object, string[], Subject[]]>([
    ['another name for oneself', { details: { ...body.details, sender: '张某', capacity: 'debtor' } }, ['/details/sender', '/details/capacity'], [zhang]],
    ['a type that goes on a lane', { type: 'freeze-account' }, ['/type'], [zhang]],
    ['an unknown field', { documents: [] }, ['/documents'], [zhang]],
    ['no debtor where there are two', {}, ['/debtor'], [zhang, company]],
    ['somebody who is no debtor', { debtor: '王某' }, ['/debtor'], [zhang]],
    ['no text', { details: { matter: 'message' } }, ['/details/text'], [zhang]],
    ['an urgent clue without its reason', { type: 'report-clue', urgency: 'urgent', details: { about: 'vehicle', clue: '车在车库' } }, ['/details/urgentBecause'], [zhang]],
  ])('refuses %s', (_, more, pointers, debtors) => expect(refusal(() => read(more, debtors))).toEqual({ slug: 'invalid', pointers }));
  it('needs a case', () => expect(refusal(() => caseNumberOf({})).pointers).toEqual(['/caseNumber']));
});

describe('caseProgress', () => {
  const at = Date.parse('2025-09-01T09:00:00+08:00');
  const step = (type: string, agency: string, more = {}) => ({ type, agency, state: 'delivered' as const, submittedAt: at, answeredAt: null, ...more });

  it('tells that was asked and answered, not by whom nor what; nothing of people looked for and criminal matters', () => {
    const shown = caseProgress([
      step('query-deposits', 'bank', { state: 'closed', answeredAt: at + 86_400_000 }), step('freeze-account', 'bank', { submittedAt: at + 1 }), step('locate-debtor', 'police'),
      step('refer-refusal-offence', 'police'), step('seal-real-estate', 'land-registry', { state: 'withdrawn', submittedAt: at - 1 }), step('gone', 'bank'),
    ], catalogue);
    expect(shown).toEqual([
      { title: catalogue.get('freeze-account').title, agency: catalogue.agency('bank')!.title, state: 'under_way', askedOn: '2025-09-01', answeredOn: null },
      { title: catalogue.get('query-deposits').title, agency: catalogue.agency('bank')!.title, state: 'answered', askedOn: '2025-09-01', answeredOn: '2025-09-02' },
      { title: catalogue.get('seal-real-estate').title, agency: catalogue.agency('land-registry')!.title, state: 'ended', askedOn: '2025-09-01', answeredOn: null },
    ]);
  });
  it('is not for the debtor', () => expect(seesProgress).not.toContain('debtor'));
});

describe('partyMessageView', () => {
  const message = (move: string, more: Partial<OpenedMessage> = {}): OpenedMessage => ({ id: move, move, side: 'recipient', by: 'court-141031', sequence: 1, at: 0, late: false, data: {}, standing: 'confirmed', ...more });
  const request: DeskRequest = {
    id: 'r', box: 'received', type: 'party-message', from: party.code, to: party.court, thread: 'r', follows: null, caseNumber: party.caseNumber, urgency: 'ordinary', state: 'answered', flags: ['escalated'],
    record: emptyRecord('party-message', 'ordinary'), subject: null, subjectHash: null, dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: 0, updatedAt: 0,
  };

  it('shows what was asked and answered and nothing of how the court works', () => {
    const view = partyMessageView(request, [
      message('submitted', { data: { details: { text: '何时拍卖？' } } }), message('taken'), message('information-requested', { data: { question: '哪一辆？' } }),
      message('answered', { outcome: 'done', data: { details: { answer: '已安排' } } }), message('interim-replied', { standing: 'pending', data: { details: { answer: '尚未' } } }),
    ]);
    expect(view).toMatchObject({ details: { text: '何时拍卖？' }, replies: [{ final: true, outcome: 'done', details: { answer: '已安排' } }], questions: [{ question: '哪一辆？' }], answerDueAt: null });
    expect(Object.keys(view)).toEqual(['id', 'type', 'title', 'caseNumber', 'state', 'sentAt', 'details', 'answerDueAt', 'replies', 'questions']);
  });
});
