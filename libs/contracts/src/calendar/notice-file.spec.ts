import { BadNotice, calendarOf, createCalendar, defaultCalendar, noticeFile, NOTICES, parseNotice, type NoticeFile } from '.';

/** Made up: nobody knows the notice for 2027 yet. */
const file: NoticeFile = {
  year: 2027, document: '国办发明电〔2026〕0号',
  restDays: ['2027-01-01', '2027-01-02', '2027-01-03', { zh: '春节', en: 'Spring Festival', from: '2027-02-05', to: '2027-02-12' }, { zh: '劳动节', from: '2027-05-01', to: '2027-05-05' }, '2027-10-03', '2027-10-02', '2027-10-01'],
  workdays: ['2027-02-20', '2027-02-13'],
};
const faultsOf = (value: unknown): readonly string[] => {
  try {
    parseNotice(value);
  } catch (error) {
    if (error instanceof BadNotice) return error.faults;
    throw error;
  }
  return [];
};

describe('a notice file', () => {
  it('becomes a notice; days in a row are one holiday', () => {
    const notice = parseNotice(JSON.parse(JSON.stringify(file)));
    expect(notice.holidays).toEqual([
      { zh: '节假日', en: 'public holiday', from: '2027-01-01', to: '2027-01-03' }, { zh: '春节', en: 'Spring Festival', from: '2027-02-05', to: '2027-02-12' },
      { zh: '劳动节', en: '劳动节', from: '2027-05-01', to: '2027-05-05' }, { zh: '节假日', en: 'public holiday', from: '2027-10-01', to: '2027-10-03' },
    ]);
    const calendar = createCalendar([...NOTICES, notice]);
    expect(['2027-01-01', '2027-02-13', '2027-02-15', '2027-10-02'].map(calendar.isWorkday)).toEqual([false, true, true, false]);
    expect(calendar.published(2027)).toBe(true);
  });

  it.each([...NOTICES])('can state the notice for $year', (notice) => {
    expect(parseNotice(JSON.parse(JSON.stringify(noticeFile(notice))))).toEqual(notice);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'must be an object'], ['another member', { ...file, holidays: [] }, 'has no member holidays'], ['no year', { ...file, year: '2027' }, 'year must be'],
    ['no document', { ...file, document: ' ' }, 'document must be'], ['no list', { ...file, restDays: '2027-01-01' }, 'restDays must be a list'], ['no workdays', { ...file, workdays: undefined }, 'workdays must be a list'],
    ['a day that does not exist', { ...file, restDays: [...file.restDays, '2027-02-29'] }, 'restDays[8]: "2027-02-29" is no day'], ['a day in other words', { ...file, workdays: ['2027/2/20'] }, 'workdays[0]: "2027/2/20" is no day'],
    ['a holiday without a name', { ...file, restDays: [...file.restDays, { from: '2027-06-09' }] }, 'restDays[8]: name the holiday'],
    ['a holiday that ends before it begins', { ...file, restDays: [...file.restDays, { zh: '端午', from: '2027-06-09', to: '2027-06-08' }] }, 'restDays[8]: ends on 2027-06-08'],
    ['a day of another year', { ...file, restDays: [...file.restDays, '2028-01-01'] }, '2028-01-01 is no day of the notice for 2027'],
    ['a day twice', { ...file, restDays: [...file.restDays, '2027-05-02'] }, '2027-05-02 is off twice'], ['a workday twice', { ...file, workdays: ['2027-02-20', '2027-02-20'] }, 'stands twice'],
    ['a day off that is worked', { ...file, workdays: ['2027-02-06'] }, '2027-02-06 is both'], ['a workday in the week', { ...file, workdays: ['2027-02-22'] }, '2027-02-22 is neither a Saturday nor a Sunday'],
    ['half of the year', { ...file, restDays: file.restDays.slice(0, 5) }, '2027-10-01 is a public holiday every year'],
  ])('with %s is refused', (_title, value, expected) => expect(faultsOf(value)).toContainEqual(expect.stringContaining(expected)));
});

describe('the calendar of a directory', () => {
  it('knows the notices of this version and the imported ones; what is refused is told and left out', () => {
    const refused: string[] = [];
    const calendar = calendarOf([{ id: '2027', payload: file }, { id: '2028', payload: { ...file, year: 2028 } }, { id: '2029', payload: file }], (id, reason) => refused.push(`${id}: ${reason}`));
    expect([2026, 2027, 2028].map(calendar.published)).toEqual([true, true, false]);
    expect(refused).toEqual([expect.stringMatching(/^2028: .*is no day of the notice for 2028/), '2029: is the notice for 2027']);
    expect(calendar.version).toBeGreaterThan(defaultCalendar.version);
  });

  it('takes a correction of a year that this version knows', () => {
    const corrected = calendarOf([{ id: '2026', payload: { ...noticeFile(NOTICES[2]!), workdays: [] } }], () => undefined);
    expect([corrected.isWorkday('2026-02-28'), corrected.isRestDay('2026-10-01')]).toEqual([false, true]);
  });
});
