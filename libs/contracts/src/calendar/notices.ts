import type { LegalDate } from '../shanghai-time';

/** Days off in a row, weekends inside them included, as a notice of the State Council states them. */
export interface HolidayPeriod { zh: string; en: string; from: LegalDate; to: LegalDate }

/**
 * One yearly notice of the State Council's General Office (节假日安排通知): plain data, so that a later year can be read from a file.
 * Its days may reach into the December before (31 December 2022 was a rest day of the notice for 2023).
 */
export interface HolidayNotice {
  year: number;
  /** Document number, e.g. 国办发明电〔2024〕12号 */
  document: string;
  holidays: readonly HolidayPeriod[];
  /** 调休上班: Saturdays and Sundays that are working days. */
  makeUpWorkdays: readonly LegalDate[];
}

const period = (zh: string, en: string) => (from: LegalDate, to: LegalDate = from): HolidayPeriod => ({ zh, en, from, to });
const newYear = period('元旦', "New Year's Day");
const springFestival = period('春节', 'Spring Festival');
const tombSweeping = period('清明节', 'Tomb-Sweeping Day');
const labourDay = period('劳动节', 'Labour Day');
const dragonBoat = period('端午节', 'Dragon Boat Festival');
const midAutumn = period('中秋节', 'Mid-Autumn Festival');
const nationalDay = period('国庆节', 'National Day');

/** The notices that this version knows, checked against an independent package in the tests. */
export const NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024, document: '国办发明电〔2023〕7号',
    holidays: [
      newYear('2024-01-01'), springFestival('2024-02-10', '2024-02-17'), tombSweeping('2024-04-04', '2024-04-06'),
      labourDay('2024-05-01', '2024-05-05'), dragonBoat('2024-06-10'), midAutumn('2024-09-15', '2024-09-17'),
      nationalDay('2024-10-01', '2024-10-07'),
    ],
    makeUpWorkdays: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  },
  {
    year: 2025, document: '国办发明电〔2024〕12号',
    holidays: [
      newYear('2025-01-01'), springFestival('2025-01-28', '2025-02-04'), tombSweeping('2025-04-04', '2025-04-06'),
      labourDay('2025-05-01', '2025-05-05'), dragonBoat('2025-05-31', '2025-06-02'),
      period('国庆节、中秋节', 'National Day and Mid-Autumn Festival')('2025-10-01', '2025-10-08'),
    ],
    makeUpWorkdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026, document: '国办发明电〔2025〕7号',
    holidays: [
      newYear('2026-01-01', '2026-01-03'), springFestival('2026-02-15', '2026-02-23'), tombSweeping('2026-04-04', '2026-04-06'),
      labourDay('2026-05-01', '2026-05-05'), dragonBoat('2026-06-19', '2026-06-21'), midAutumn('2026-09-25', '2026-09-27'),
      nationalDay('2026-10-01', '2026-10-07'),
    ],
    makeUpWorkdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
