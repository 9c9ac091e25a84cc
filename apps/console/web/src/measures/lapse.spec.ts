import { canRenew, daysLeft, lapseGroup, standingOf, toRenewSoon } from './lapse';

const measure = (state: string, until: string | null, act?: string) => ({ state, until, pending: act === undefined ? [] : [{ request: 'r', act }] }) as Parameters<typeof standingOf>[0];
const today = '2026-05-28';

describe('the lapse of measures', () => {
  it('counts whole days', () => expect([daysLeft('2026-06-04', today), daysLeft('2026-05-28', today), daysLeft('2026-05-27', today)]).toEqual([7, 0, -1]));
  it('is at risk 30 days before, unless a renewal is sent', () => {
    expect(standingOf(measure('in_effect', '2026-06-27'), today)).toBe('at_risk');
    expect(standingOf(measure('in_effect', '2026-06-28'), today)).toBe('in_time');
    expect(standingOf(measure('in_effect', '2026-06-04', 'renew'), today)).toBe('in_time');
    expect(standingOf(measure('in_effect', '2026-06-04', 'lift'), today)).toBe('at_risk');
  });
  it('gives a waiting one no countdown', () => {
    expect(standingOf(measure('waiting', null), today)).toBe('waiting');
    expect([measure('waiting', null), measure('in_effect', '2026-06-04'), measure('in_effect', '2026-06-05'), measure('in_effect', null), measure('lifted', '2027-01-01')].map((one) => lapseGroup(one, today))).toEqual(['waiting', 'd7', 'd30', 'later', 'ended']);
  });
  it('finds what is to be renewed soon: in effect, renewable, and nothing sent', () => {
    const one = (state: string, until: string | null, act?: string, renewedBy: string | null = 'renew-freeze') => ({ ...measure(state, until, act), renewedBy }) as Parameters<typeof canRenew>[0];
    const soon = one('in_effect', '2026-06-04');
    expect(toRenewSoon([soon, one('in_effect', '2026-12-04'), one('in_effect', '2026-06-04', 'renew'), one('in_effect', '2026-06-04', undefined, null), one('waiting', null), one('in_effect', null)], today)).toEqual([soon]);
    expect(canRenew(one('in_effect', '2026-12-04'))).toBe(true);
  });
});
