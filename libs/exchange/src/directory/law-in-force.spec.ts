import { BadDeclaration, BadNotice, catalogue, NOTICES, noticeFile, parseInstant, type NoticeFile, type RuleChange } from '@lianzhi/contracts';
import { Directory } from './directory';
import type { DirectoryRecord } from './directory-record';
import { generateRootKey } from './generate-keys';
import { LawInForce } from './law-in-force';
import { calendarRecord, ruleRecords } from './law-records';
import { signDirectory } from './sign-directory';
import type { SignedRecord } from './signed-record';

const root = generateRootKey();
const today = '2026-12-01';
/** Any rule that every catalogue has. */
const rule = `${catalogue.contracts[0]!.type}.accept`;
const row = (more: Partial<RuleChange> = {}): RuleChange =>
  ({ id: rule, n: 2, unit: 'workday', level: 'policy', validFrom: '2027-01-01', decided: '2026-12-01', by: '督办机构', why: '人手不足', ...more });
/** Made up: nobody knows that notice yet. */
const file: NoticeFile = { year: 2027, document: '国办发明电〔2026〕0号', restDays: ['2027-01-01', { zh: '劳动节', from: '2027-05-01', to: '2027-05-05' }, { zh: '国庆节', from: '2027-10-01', to: '2027-10-07' }], workdays: [] };

let directory: Directory;
let signed: SignedRecord[];
let refused: string[];
let law: LawInForce;
const publish = (...records: DirectoryRecord[]): void => {
  const further = signDirectory(records, root.privateJwk, signed);
  signed = [...signed.filter(({ key }) => !further.some((one) => one.key === key)), ...further];
  further.forEach((record) => directory.apply(record));
};
const n = (day: string, region?: string): unknown => (law.rules.ruleInForce(rule, parseInstant(`${day}T08:00:00+08:00`), region) as { n?: number }).n;

beforeEach(() => {
  directory = new Directory(root.publicJwk);
  signed = [];
  refused = [];
  law = new LawInForce(directory, catalogue, (key, reason) => refused.push(`${key}: ${reason}`));
});

describe('LawInForce', () => {
  it('is what this version ships with until the directory says more', () => {
    expect([law.calendar.published(2026), law.calendar.published(2027), n('2027-01-04'), refused]).toEqual([true, false, 1, []]);
  });

  it('knows an imported year and a new row at once, and tells who listens', () => {
    const heard: string[] = [];
    const end = law.onChange((kind) => heard.push(kind));
    publish(calendarRecord(file));
    publish(...ruleRecords([row(), row({ region: '14', n: 1, validFrom: '2028-01-01' })], signed, today));
    expect([law.calendar.isWorkday('2027-01-01'), n('2026-12-31'), n('2027-01-04'), n('2028-02-01', '140108'), n('2028-02-01', '650104')]).toEqual([false, 1, 2, 1, 2]);
    expect(heard).toEqual(['calendar', 'rules', 'rules']);
    end();
    publish(calendarRecord({ ...file, workdays: ['2027-01-09'] }));
    expect([law.calendar.isWorkday('2027-01-09'), heard.length]).toEqual([true, 3]);
  });

  it('finds what was published before it began', () => {
    publish(calendarRecord(file), ...ruleRecords([row()], [], today));
    const later = new LawInForce(directory, catalogue, (key) => refused.push(key));
    expect([later.calendar.published(2027), later.rules.changes.length, refused]).toEqual([true, 1, []]);
  });

  it('leaves out what cannot be right and says why, once', () => {
    publish({ kind: 'calendar', id: '2028', payload: file }, { kind: 'rules', id: 'all', payload: [] }, { kind: 'rules', id: `${rule}@2027-01-01`, payload: row({ n: 0.5 }) });
    publish({ kind: 'rules', id: 'nothing', payload: null }, { kind: 'rules', id: 'x@2027-01-01@14', payload: { ...row({ id: 'x' }), region: 14 } });
    publish(calendarRecord(file));
    expect([law.calendar.published(2027), law.calendar.published(2028), law.rules.changes]).toEqual([true, false, []]);
    expect(refused.map((line) => line.replace(/: .*/, ''))).toEqual(['calendar/2028', 'rules/all', `rules/${rule}@2027-01-01`, 'rules/nothing', 'rules/x@2027-01-01@14']);
  });
});

describe('records of a file', () => {
  it('name everything that is wrong before anything is signed', () => {
    expect(() => calendarRecord({ ...file, workdays: ['2027-01-04'] })).toThrow(BadNotice);
    expect(() => ruleRecords([row({ why: '' })], [], today)).toThrow(BadDeclaration);
    expect(() => ruleRecords([row()], [], '2027-01-01')).toThrow('validFrom must be later than today, 2027-01-01');
    expect(calendarRecord(noticeFile(NOTICES[0]!)).id).toBe('2024');
  });

  it('never change a row that was published, and pass over one that is the same', () => {
    publish(...ruleRecords([row()], signed, today));
    expect(ruleRecords([row(), row({ validFrom: '2027-06-01' })], signed, today).map(({ id }) => id)).toEqual([`${rule}@2027-06-01`]);
    expect(() => ruleRecords([row({ n: 3 })], signed, today)).toThrow(`two rows ${rule}@2027-01-01`);
  });
});
