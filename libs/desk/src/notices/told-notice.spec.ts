import type { EventOpener, HistoryRow } from '@lianzhi/exchange';
import { toldNotices } from './told-notice';

const police = 'police-140108';
const row = (kind: string, more: Partial<HistoryRow> = {}, attributes: object = {}): HistoryRow => ({
  seq: '1', request_id: 'r', direction: 'i', topic: 'notices.police', type: `lianzhi.notice.${kind}.v1`, sender: 'coordinator', recipient: police, proof: null, recorded_at: new Date(0),
  appended_at: new Date('2025-10-09T01:00:01Z'), handling: 'd', pending: false, event: Buffer.from(JSON.stringify({ id: kind, time: '2025-10-09T01:00:00.000Z', ...attributes })), ...more,
});
const opener = (data: Record<string, unknown> | undefined) => ({ open: () => (data === undefined ? { kind: 'unusable', reason: 'unreadable' } : { kind: 'ok', data }) }) as unknown as EventOpener;
const urge = { by: 'supervisor-140000', user: 'zhao', reason: '请尽快反馈' };

describe('toldNotices', () => {
  it('opens who supervises and why', () => {
    expect(toldNotices([row('urge', {}, { obligation: 'answer' })], [police], opener(urge))).toEqual([{ id: 'urge', kind: 'urge', at: '2025-10-09T09:00:00+08:00', obligation: 'answer', ...urge }]);
    expect(toldNotices([row('escalation', {}, { obligation: 'answer', round: 1, step: 'escalation-1' })], [police], opener({ owedBy: police }))).toEqual([
      { id: 'escalation', kind: 'escalation', at: '2025-10-09T09:00:00+08:00', obligation: 'answer', round: 1, step: 'escalation-1' }]);
  });

  it('still tells that somebody urged when the words can no longer be read, or are no words', () => {
    for (const data of [undefined, { reason: 3, by: {} }, { reason: '' }]) expect(toldNotices([row('urge')], [police], opener(data))).toEqual([{ id: 'urge', kind: 'urge', at: '2025-10-09T09:00:00+08:00' }]);
  });

  it('leaves out what was told to others, what is for machines, dead letters, and messages of the two sides', () => {
    const rows = [row('urge', { recipient: 'police-150207' }), row('resend-requested'), row('urge', { handling: 'x' }), row('urge', { direction: 'o' }), row('urge', { topic: 'exchange.court.police' })];
    expect(toldNotices(rows, [police], opener(urge))).toEqual([]);
  });
});
