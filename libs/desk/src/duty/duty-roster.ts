import { fieldSet, instant, isPlainObject, optional, text, type Issue } from '@lianzhi/contracts';

/** Who answers round the clock, and from when to when 值守班次. Instants are RFC 3339. WARNING: stored (encrypted) under these names. */
export interface DutyShift {
  from: string;
  until: string;
  name: string;
  phone: string;
  /** 值班领导, 带班法官, … */
  role?: string;
}
export type OnDuty = Pick<DutyShift, 'name' | 'phone' | 'role' | 'until'>;

const shift = fieldSet({
  from: instant({ zh: '起', en: 'From' }), until: instant({ zh: '止', en: 'Until' }), name: text({ zh: '值班人员', en: 'Name', max: 60 }), phone: text({ zh: '值班电话', en: 'Telephone', max: 30 }),
  role: optional(text({ zh: '职务', en: 'Role', max: 60 })),
}, 'DutyShift');
const mostShifts = 1_000;

/** What is wrong with the body of `PUT /v1/duty`. */
export function dutyIssues(body: unknown): Issue[] {
  const shifts = isPlainObject(body) ? body.shifts : undefined;
  if (!Array.isArray(shifts) || shifts.length > mostShifts) return [{ pointer: '/shifts', code: 'list', zh: `须为至多 ${mostShifts} 个班次的列表`, en: `must be a list of at most ${mostShifts} shifts` }];
  const unknown = Object.keys(body as object).filter((name) => name !== 'shifts').map((name) => ({ pointer: `/${name}`, code: 'unknown-property', zh: '没有该字段', en: 'is not a known field' }));
  return [...unknown, ...shifts.flatMap((one: unknown, index) => shiftIssues(one).map((issue) => ({ ...issue, pointer: `/shifts/${index}${issue.pointer}` })))];
}

function shiftIssues(one: unknown): Issue[] {
  const issues = shift.validate(one, { strict: true });
  if (issues.length > 0) return issues;
  const { from, until } = one as DutyShift;
  return Date.parse(from) < Date.parse(until) ? [] : [{ pointer: '/until', code: 'until-before-from', zh: '须晚于开始时间', en: 'must be after the start' }];
}

/** Who is on duty at that instant (ms); empty when the roster names nobody. Pure. */
export const onDuty = (shifts: readonly DutyShift[], at: number): OnDuty[] => shifts
  .filter(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until))
  .map(({ name, phone, role, until }) => ({ name, phone, ...(role !== undefined && { role }), until }));
