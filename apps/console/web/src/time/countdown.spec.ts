import { countdownWords, endWords, isSameDay, lengthWords, momentWords } from './countdown';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const now = at('2025-09-30T16:20:08');

describe('countdown', () => {
  it.each([
    ['2025-09-30T16:35:00', '14 分 52 秒'], ['2025-10-01T00:00:00', '7 小时 39 分'], ['2025-10-10T00:00:00', '9 天 7 小时'], ['2026-03-10T00:00:00', '160 天'],
    ['2025-09-29T00:00:00', '已超 1 天 16 小时'], ['2025-09-30T16:20:08', '0 分 0 秒'],
  ])('reads the time to %s as %s', (due, words) => expect(countdownWords(at(due), now, 'zh')).toBe(words));

  it('says it in English', () => {
    expect(countdownWords(at('2025-10-01T00:00:00'), now, 'en')).toBe('7 h 39 min');
    expect(countdownWords(at('2025-09-29T00:00:00'), now, 'en')).toBe('1 d 16 h late');
    expect(lengthWords(30_000, 'en')).toBe('0 min 30 s');
  });

  it('reads midnight as the end of the day before', () => {
    expect(endWords(at('2025-10-01T00:00:00'), now, 'zh')).toBe('今天 24:00');
    expect(endWords(at('2025-10-10T00:00:00'), now, 'zh')).toBe('10月9日 24:00');
    expect(endWords(at('2026-01-01T00:00:00'), now, 'zh')).toBe('12月31日 24:00');
    expect(endWords(at('2025-09-30T16:35:00'), now, 'zh')).toBe('今天 16:35');
    expect(isSameDay(at('2025-10-01T00:00:00'), now)).toBe(true);
    expect(isSameDay(at('2025-10-01T00:00:01'), now)).toBe(false);
  });

  it('names the year only when it is another', () => {
    expect(momentWords(at('2026-09-14T09:05:00'), now, 'zh')).toBe('2026年9月14日 09:05');
    expect(momentWords(at('2025-09-26T15:00:00'), now, 'en')).toBe('26 Sep 15:00');
  });
});
