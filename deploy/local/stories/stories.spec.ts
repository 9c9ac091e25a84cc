import { bankHandlers } from '../../../apps/bank/src/handlers/bank-handlers';
import { registryHandlers } from '../../../apps/land-registry/src/handlers/registry-handlers';
import { catalogue, parseInstant, shanghaiDate, toShanghaiIso, validateReply, validateSubmission } from '@lianzhi/contracts';
import type { Sides } from './agreement';
import { agree } from './agreement';
import { checkThen, type Seen } from './check-then';
import { replyBody, requestBody } from './compose-body';
import { durationMs } from './duration';
import { moveStory, weeksToMove } from './move-story';
import { parseStory, readStory, STORIES } from './read-story';
import { caseOf } from './story';
import { AUTOMATED } from './story-system';

describe('the stories', () => {
  it.each(STORIES)('%s: every request and every reply by hand is one that its contract takes', (name) => {
    const story = readStory(name);
    for (const step of story.steps) {
      const businessDate = shanghaiDate(step.at);
      if (step.do === 'request') {
        const contract = catalogue.get(step.type!);
        const follows = step.follows && '01a2030c-f68f-7789-9a68-60c59db94751';
        const { documents, ...body } = requestBody(contract, step, story, follows);
        // What the story tells as refused may be refused for that.
        expect(validateSubmission(contract, body, { businessDate, strict: true }).filter(({ code }) => code !== step.expect?.error)).toEqual([]);
        expect(documents!.every((kind) => contract.documents.some((rule) => rule.kind === kind))).toBe(true);
      }
      const contract = catalogue.get(story.steps.find(({ request, do: move }) => move === 'request' && request === step.request)?.type ?? 'query-person');
      if (step.do === 'reply' && !Object.entries(AUTOMATED).some(([agency, types]) => step.by!.startsWith(agency) && types.includes(contract.type))) {
        expect(validateReply(contract, replyBody(contract, step), { businessDate, strict: true })).toEqual([]);
      }
    }
  });

  it('stand in order of time', () => {
    const begins = STORIES.map((name) => readStory(name).steps[0]!.at);
    expect(begins).toEqual([...begins].sort((a, b) => a - b));
  });
});

describe('parseStory', () => {
  const story = (steps: string): string => `title: { zh: a, en: b }\ncase: { number: x, court: c, cause: y, amountOwed: "1.00" }\ndebtor: { kind: person, name: n, idNumber: i }\nsteps:\n${steps}`;

  it('counts `after` from the step before, and takes the latest request sent to whoever acts', () => {
    const { steps } = parseStory('s', story(`
  - { at: "2025-09-01T09:00:00+08:00", by: c, do: request, type: t, to: p, as: one }
  - { after: 1h, by: c, do: request, type: t, to: q }
  - { after: 2d, by: p, do: accept }
  - { after: 5m, then: { state: accepted } }`));
    expect(steps.map(({ at }) => toShanghaiIso(at))).toEqual(['2025-09-01T09:00:00+08:00', '2025-09-01T10:00:00+08:00', '2025-09-03T10:00:00+08:00', '2025-09-03T10:05:00+08:00']);
    expect(steps.map(({ request }) => request)).toEqual(['one', 't-2', 'one', 't-2']);
  });

  it.each([
    ['a misspelt key', '  - { at: "2025-09-01T09:00:00+08:00", bye: c }'],
    ['a misspelt assertion', '  - { at: "2025-09-01T09:00:00+08:00", then: { stat: closed } }'],
    ['an unknown move', '  - { at: "2025-09-01T09:00:00+08:00", by: c, do: sing }'],
    ['a move of no request', '  - { at: "2025-09-01T09:00:00+08:00", by: c, do: accept }'],
    ['no time', '  - { by: c, do: request, type: t, to: p }'],
    ['a step back in time', '  - { at: "2025-09-02T09:00:00+08:00" }\n  - { at: "2025-09-01T09:00:00+08:00" }'],
    ['no duration', '  - { at: "2025-09-02T09:00:00+08:00" }\n  - { after: soon }'],
  ])('refuses %s', (_what, steps) => expect(() => parseStory('s', story(steps))).toThrow(RangeError));
});

describe('caseOf', () => {
  it('is the case of the court that acts, or else the first', () => {
    const cases: Parameters<typeof caseOf>[0]['cases'] = [{ number: '1', court: 'court-1', cause: 'x', amountOwed: '1.00' }, { number: '2', court: 'court-2', cause: 'x', amountOwed: '1.00' }];
    expect(['court-1', 'court-2', 'police-1', undefined].map((by) => caseOf({ cases }, by).number)).toEqual(['1', '2', '1', '1']);
  });
});

describe('what the players leave to a machine', () => {
  it('is what the bank answers by machine', () => expect(AUTOMATED.bank).toEqual(bankHandlers({} as never).map(({ type }) => type)));
  it('is what the land registry answers by machine', () => expect(AUTOMATED['land-registry']).toEqual(registryHandlers({} as never).map(({ type }) => type)));
});

describe('requestBody', () => {
  it('puts a name of body and details where its value fits', () => {
    const story = readStory('hiding-debtor');
    const body = requestBody(catalogue.get('attend-enforcement'), { ...story.steps[0]!, with: { officers: 4, risk: 'medium' } }, story, undefined);
    expect(body).toMatchObject({ officers: [{ name: expect.any(String) }, {}], details: { officers: 4, risk: 'medium' } });
  });
});

describe('moveStory', () => {
  it('moves every date by whole weeks, so that the last step lies within the last seven days', () => {
    const story = readStory('hiding-debtor');
    const now = parseInstant('2026-11-22T12:00:00+08:00');
    const weeks = weeksToMove(story, now);
    const moved = moveStory(story, weeks);
    const last = moved.steps.at(-1)!.at;
    expect(last).toBeLessThanOrEqual(now);
    expect(last).toBeGreaterThan(now - 7 * 86_400_000);
    expect(moved.steps[0]!.with.watchUntil).toBe('2027-04-24');
    expect(moved.steps[3]!.with.seenAt).toBe('2026-11-15T23:35:00+08:00');
    expect(moved.steps[3]!.then?.obligations?.collect).toEqual({ owedBy: 'court-141031', dueAt: '2026-11-16T23:40:00+08:00' });
    expect(moved.cases).toEqual(story.cases);
    expect(new Date(moved.steps[0]!.at).getUTCDay()).toBe(new Date(story.steps[0]!.at).getUTCDay());
  });
});

describe('durationMs', () => {
  it.each([['90s', 90_000], ['50m', 3_000_000], ['3h', 10_800_000], ['12d', 1_036_800_000]])('%s', (text, ms) => expect(durationMs(text)).toBe(ms));
  it('refuses anything else', () => expect(() => durationMs('1.5h')).toThrow(RangeError));
});

describe('what is asserted', () => {
  const side = (state: string, more: object = {}) => ({
    id: 'r', type: 't', state, flags: [] as string[], from: 'court-1', to: 'police-1', thread: 'r', submittedAt: '2025-09-01T00:00:00+08:00', endedAt: '2025-09-01T03:00:00+08:00',
    obligations: [{ name: 'answer', round: 1, owedBy: 'police-1', state: 'running', startedAt: 'x', dueAt: 'y', source: 'policy' }], bookedTime: { 'court-1': 3600, 'police-1': 7200 }, escalations: [], ...more,
  });
  const sides = (...states: [string, string, string]): Sides => ({ requester: side(states[0]), recipient: side(states[1]), coordinator: side(states[2]) });
  const seen = (more: Partial<Seen>): Seen => ({ sides: sides('closed', 'closed', 'closed'), alerts: {}, indicators: {}, at: 0, ...more });
  const failed = (...args: Parameters<typeof checkThen>) => checkThen(...args).filter(({ ok }) => !ok).map(({ check }) => check);

  it('is looked for at all three sides', () => {
    expect(failed({ state: 'closed' }, seen({}))).toEqual([]);
    expect(failed({ state: 'closed' }, seen({ sides: sides('closed', 'answered', 'closed') }))).toEqual(['state at the recipient']);
    expect(failed({ obligations: { answer: { owedBy: 'police-1', dueAt: 'z' } } }, seen({}))).toHaveLength(3);
    expect(failed({ obligations: { answer: 'discharged' } }, seen({}))).toHaveLength(3);
    expect(failed({ flags: ['overdue'] }, seen({}))).toHaveLength(3);
  });

  it('includes alerts, what was called, whose time it was, and figures', () => {
    const warning = { kind: 'warning', level: 'warning', request: 'r', raisedAt: '2025-09-01T00:00:00+08:00', detail: { step: 'warning-80' } };
    expect(failed({ warning: { to: 'police-1', level: 80 } }, seen({ alerts: { 'police-1': [warning] } }))).toEqual([]);
    expect(failed({ warning: { to: 'police-1', level: 50 } }, seen({ alerts: { 'police-1': [warning] } }))).toHaveLength(1);
    expect(failed({ alert: { to: 'police-1', level: 'critical' } }, seen({ alerts: { 'police-1': [warning] } }))).toHaveLength(1);
    expect(failed({ alert: { to: 'police-1' } }, seen({ alerts: { 'police-1': [warning] }, at: parseInstant('2025-09-02T00:00:00+08:00') }))).toHaveLength(1);
    expect(failed({ breach: { obligation: 'answer' }, escalation: { step: 1, to: 'court-2' } }, seen({}))).toHaveLength(3);
    expect(failed({ bookedTime: { 'court-1': '1h', 'police-1': 'the rest' } }, seen({}))).toEqual([]);
    expect(failed({ bookedTime: { 'court-1': '2h', 'police-1': 'the rest' } }, seen({}))).toHaveLength(2);
    expect(failed({ indicators: { answered: 1 } }, seen({ indicators: { answered: 0 } }))).toHaveLength(1);
  });

  it('includes what the ledger of measures holds and what may still be frozen', () => {
    const ledger = { measure: { caseNumber: 'x', state: 'waiting', rank: 1, until: null }, remainingCap: '1.00' };
    expect(failed({ measure: { of: 'second', state: 'waiting', rank: 1, until: 'none' }, remainingCap: '1.00' }, seen({ ledger }))).toEqual([]);
    expect(failed({ measure: { state: 'lifted', rank: 1 }, remainingCap: '0.00' }, seen({ ledger }))).toEqual(['measure state', 'remainingCap']);
    expect(failed({ measure: { state: 'lifted' } }, seen({}))).toEqual(['measure state']);
  });

  it('waits until the sides agree', () => {
    expect(agree(sides('closed', 'closed', 'closed'))).toBe(true);
    expect(agree(sides('closed', 'answered', 'closed'))).toBe(false);
    expect(agree(sides('submitted', 'submitted', 'submitted'))).toBe(false);
    expect(agree({ ...sides('closed', 'closed', 'closed'), requester: side('closed', { flags: ['unconfirmed'] }) })).toBe(false);
    expect(agree({ requester: side('closed') })).toBe(false);
  });
});
