import { gatherNotices } from './gather-notices';

const notice = (to: string, more: object = {}) => ({ at: '2025-10-01T00:01:00+08:00', kind: 'notice', name: 'escalation', by: 'coordinator', to, id: to, obligation: 'answer', step: 'escalation-1', ...more }) as Parameters<typeof gatherNotices>[0][number];

describe('notices of a timeline', () => {
  it('stand once for all who were told the same at once', () => {
    const gathered = gatherNotices([notice('court'), notice('police', { at: '2025-10-01T00:01:02+08:00' }), notice('court'), notice('court', { step: 'escalation-2' }), notice('court', { at: '2025-10-01T09:00:00+08:00' })]);
    expect(gathered.map(({ told, step, at }) => [told, step, at.slice(11, 16)])).toEqual([[['court', 'police'], 'escalation-1', '00:01'], [['court'], 'escalation-2', '00:01'], [['court'], 'escalation-1', '09:00']]);
  });
  it('never swallow a message', () => {
    const message = { ...notice('court'), kind: 'message', name: 'urged' } as ReturnType<typeof notice>;
    expect(gatherNotices([message, message])).toHaveLength(2);
  });
});
