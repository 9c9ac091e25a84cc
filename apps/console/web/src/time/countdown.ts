const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type CountdownLanguage = 'zh' | 'en';

const words = {
  zh: { s: '秒', m: '分', h: '小时', d: '天' },
  en: { s: 's', m: 'min', h: 'h', d: 'd' },
} as const;

/**
 * A length of time as people read it: under an hour to the second, under a day to the minute, then to the hour, from 60 days the days alone.
 * @param ms not negative
 */
export function lengthWords(ms: number, language: CountdownLanguage): string {
  const { s, m, h, d } = words[language];
  const say = (...parts: [number, string][]): string => parts.map(([n, unit]) => `${n} ${unit}`).join(' ');
  if (ms >= 60 * DAY) return say([Math.floor(ms / DAY), d]);
  if (ms >= DAY) return say([Math.floor(ms / DAY), d], [Math.floor((ms % DAY) / HOUR), h]);
  if (ms >= HOUR) return say([Math.floor(ms / HOUR), h], [Math.floor((ms % HOUR) / MINUTE), m]);
  return say([Math.floor(ms / MINUTE), m], [Math.floor((ms % MINUTE) / 1000), s]);
}

/** Time left until `due` (both ms), or how long it is past. */
export function countdownWords(due: number, now: number, language: CountdownLanguage): string {
  if (now <= due) return lengthWords(due - now, language);
  return language === 'zh' ? `已超 ${lengthWords(now - due, language)}` : `${lengthWords(now - due, language)} late`;
}

interface Parts { year: number; month: number; day: number; hour: number; minute: number; dayNumber: number }

/** The calendar of Shanghai (+08:00, without summer time). */
function shanghai(ms: number): Parts {
  const at = new Date(ms + 8 * HOUR);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes(), dayNumber: Math.floor((ms + 8 * HOUR) / DAY) };
}

const two = (n: number): string => String(n).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayWords({ year, month, day, dayNumber }: Parts, today: Parts, language: CountdownLanguage): string {
  if (dayNumber === today.dayNumber) return language === 'zh' ? '今天' : 'today';
  const otherYear = year !== today.year;
  return language === 'zh' ? `${otherYear ? `${year}年` : ''}${month}月${day}日` : `${day} ${months[month - 1]}${otherYear ? ` ${year}` : ''}`;
}

/** An instant as people read it: 今天 16:35, 9月30日 15:00. */
export function momentWords(ms: number, now: number, language: CountdownLanguage): string {
  const at = shanghai(ms);
  return `${dayWords(at, shanghai(now), language)} ${two(at.hour)}:${two(at.minute)}`;
}

/** An end: midnight is read as the end of the day before (9月30日 24:00). */
export function endWords(ms: number, now: number, language: CountdownLanguage): string {
  const at = shanghai(ms);
  if (at.hour !== 0 || at.minute !== 0) return momentWords(ms, now, language);
  return `${dayWords(shanghai(ms - 1), shanghai(now), language)} 24:00`;
}

/** Whether two instants lie on one day of Shanghai; an end at midnight belongs to the day before. */
export const isSameDay = (end: number, now: number): boolean => shanghai(end - 1).dayNumber === shanghai(now).dayNumber;

export const clockWords = (ms: number): string => {
  const at = new Date(ms + 8 * HOUR);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
};
