import type { Limit, RuleSource, UntilLimit } from '../obligation-rule';
import type { LegalDate } from '../shanghai-time';

interface Row extends RuleSource {
  /** `<type>.<obligation>`, for a shorter or longer limit of its own followed by `.<urgency>` or `.<milestone>`. */
  id: string;
  /** First day in force: what starts on or after 00:00 of it, Asia/Shanghai, keeps this row. */
  validFrom: LegalDate;
  /** Last day in force; without it until a later row takes over. */
  validTo?: LegalDate;
  /** Beginning of the GB/T 2260 code of whoever owes (`14` Shanxi, `1401` Taiyuan); without it everywhere. */
  region?: string;
}

/** How long somebody has, as one line of the rule table 规则表: a limit in force at a time and in a region. Flat, as it is written in files. */
export type LimitRow = Row & Limit;
/** The request or the reply itself sets the end: such a row names its source only and is never changed by another row. */
export type UntilRow = Row & UntilLimit;

/** What a person must say of a change; the rows that the contracts declare say none of it. */
export interface Change {
  /** Who decided it: an office or a named person with office. */
  by: string;
  why: string;
  /** The day on which it was decided, before `validFrom`: nothing changes for a clock that has started. */
  decided: LegalDate;
}

export type RuleChange = LimitRow & Change;
export type RuleRow = (LimitRow | UntilRow) & Partial<Change>;

export const isLimitRow = (row: RuleRow): row is LimitRow & Partial<Change> => !('until' in row);

/** The limit alone, as obligations keep it. */
export const limitOfRow = ({ n, unit, restDay }: LimitRow): Limit => ({ n, unit, ...(restDay && { restDay }) });

/** `140000` and `14` are the same province; six digits are written without their closing zeros. */
export const regionPrefix = (region: string): string => (/^\d{6}$/.test(region) ? region.replace(/(?:00){1,2}$/, '') : region);
