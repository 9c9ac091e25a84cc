import type { Limit, RuleSource } from '../obligation-rule';
import { parseInstant } from '../shanghai-time';
import { computeDue, defaultCalendar as calendar, type DueInput } from '.';

const derive = (start: string, limit: Limit | { until: string }, more: Partial<DueInput> = {}) =>
  computeDue({ startedAt: parseInstant(start), limit, calendar, ...more }).derivation;
const opinion: RuleSource = { level: 'opinion', document: '法发〔2025〕8号', article: '5' };
const policy: RuleSource = { level: 'policy' };

describe('derivation', () => {
  it('names each working day, make-up days and days off', () => {
    expect(derive('2025-09-26T15:00:00+08:00', { n: 3, unit: 'workday' }).map(({ step, date, zh }) => [step, date, zh])).toEqual([
      ['start', '2025-09-26', '自2025-09-26T15:00:00+08:00起算'],
      ['not-counted', '2025-09-26', '起算日2025-09-26不计入（民事诉讼法第八十五条）'],
      ['rest-day', '2025-09-27', '2025-09-27（周六）为休息日，不计入'],
      ['make-up-workday', '2025-09-28', '第1个工作日：2025-09-28（周日，调休上班）'],
      ['counted', '2025-09-29', '第2个工作日：2025-09-29（周一）'],
      ['counted', '2025-09-30', '第3个工作日：2025-09-30（周二）'],
      ['end', '2025-09-30', '2025-09-30终了时届满，即2025-10-01T00:00:00+08:00'],
    ]);
  });

  it('says why a last day moves, in both languages and under the criminal article for the fast track', () => {
    const steps = derive('2025-09-28T10:00:00+08:00', { n: 7, unit: 'day' }, { article: opinion });
    expect(steps.map(({ step }) => step)).toEqual(['start', 'not-counted', 'counted', 'rest-day', 'rolled', 'end']);
    expect(steps[0].zh).toContain('依据法发〔2025〕8号第5条');
    expect(steps[3].zh).toBe('2025-10-05至2025-10-08（国庆节、中秋节）为法定休假日');
    expect(steps[4].zh).toBe('届满日2025-10-05为法定休假日，顺延至2025-10-09（刑事诉讼法第一百零五条）');
    expect(steps[4].en).toBe('the last day 2025-10-05 is a rest day, moved to 2025-10-09 (Criminal Procedure Law art. 105)');
  });

  it('says that custody is not lengthened', () => {
    const steps = derive('2025-09-28T10:00:00+08:00', { n: 7, unit: 'day', restDay: 'same' }, { article: { level: 'law', document: '刑事诉讼法 (2018)', article: '91' } });
    expect(steps.at(-2)?.zh).toBe('届满日2025-10-05，在押期间不因节假日延长（刑事诉讼法第一百零五条第四款）');
  });

  it('shows a policy as one', () => {
    const [start, notCounted] = derive('2025-09-01T09:10:00+08:00', { n: 1, unit: 'workday' }, { article: policy });
    expect([start.zh, notCounted.zh]).toEqual(['自2025-09-01T09:10:00+08:00起算（政策时限）', '起算日2025-09-01不计入（参照民事诉讼法第八十五条）']);
  });

  it('names month ends, make-up days that stay, pauses, extensions and years without a notice', () => {
    const zh = (...input: Parameters<typeof derive>) => derive(...input).map((step) => step.zh).join('\n');
    expect(zh('2025-01-31T10:00:00+08:00', { n: 1, unit: 'month' })).toContain('1个月，至2025-02-28（该月无31日，取月末）');
    expect(zh('2025-09-21T10:00:00+08:00', { n: 7, unit: 'day' })).toContain('届满日2025-09-28为周日，但调休上班，不顺延');
    expect(zh('2024-02-02T10:00:00+08:00', { n: 8, unit: 'day' })).toContain('2024-02-18（周日）调休上班，不是休息日');
    const pauses = [{ from: parseInstant('2025-09-29T10:00:00+08:00'), to: parseInstant('2025-10-09T10:00:00+08:00') }];
    expect(zh('2025-09-26T15:00:00+08:00', { n: 3, unit: 'workday' }, { pauses })).toContain('暂停，顺延2个工作日至2025-10-10');
    expect(zh('2025-10-09T11:00:00+08:00', { n: 7, unit: 'day' }, { extendedUntil: '2025-11-08' })).toContain('原于2025-10-17T00:00:00+08:00届满，延期至2025-11-08');
    expect(zh('2026-12-30T10:00:00+08:00', { n: 2, unit: 'workday' })).toContain('国务院办公厅尚未公布2027年节假日安排');
    expect(zh('2025-09-01T10:00:00+08:00', { until: '2026-02-28' })).toContain('期限载明至2026-02-28');
    expect(zh('2025-09-22T01:30:00+08:00', { n: 24, unit: 'hour' }, { startingHour: 'not-counted' })).toContain('起算的01时不计入，自2025-09-22T02:00:00+08:00起计');
  });

  it('begins with the start, has both languages in each step, and tells the end as the due time', () => {
    for (const unit of ['minute', 'hour', 'day', 'workday', 'month', 'year'] as const) {
      const steps = derive('2025-09-26T15:00:00+08:00', { n: 2, unit }, { article: opinion });
      expect(steps[0].step).toBe('start');
      expect(steps.filter(({ step }) => step === 'end')).toHaveLength(1);
      expect(steps.every(({ zh, en }) => zh.length > 0 && en.length > 0)).toBe(true);
      expect(steps.filter(({ step }) => step === 'end')[0].zh).not.toContain('undefined');
    }
  });
});
