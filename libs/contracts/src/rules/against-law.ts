import { isLimitRow, type LimitRow, type RuleRow } from './rule-row';
import { surelyNotLonger } from './surely-not-longer';

/** A row for everywhere at level law: only such a one may lengthen what the law set before. */
const isLaw = (row: RuleRow): row is LimitRow => row.level === 'law' && row.region === undefined && isLimitRow(row);

/**
 * The rows of one id that would lengthen what law sets, in words that name both rows. A row at level law for everywhere is
 * the law itself, amended; every other row stands under each row of law that is in force during its own time.
 */
export function againstLaw(rows: readonly RuleRow[]): string[] {
  const laws = rows.filter(isLaw);
  return rows.filter((row) => !isLaw(row) && isLimitRow(row)).flatMap((row) => laws
    .filter((law) => overlap(row, law, laws) && !surelyNotLonger(row as LimitRow, law))
    .map((law) => `${nameOf(row)} would lengthen what law sets: ${nameOf(law)}, ${law.document ?? ''}${law.article === undefined ? '' : ` art. ${law.article}`}. A row may shorten it; state it in the same unit`));
}

/** Law is in force until it ends or the next one takes over. */
function overlap(row: RuleRow, law: LimitRow, laws: readonly LimitRow[]): boolean {
  const next = laws.map(({ validFrom }) => validFrom).filter((from) => from > law.validFrom).sort()[0];
  const begins = row.validTo === undefined || law.validFrom <= row.validTo;
  const goesOn = (next === undefined || row.validFrom < next) && (law.validTo === undefined || row.validFrom <= law.validTo);
  return begins && goesOn;
}

const nameOf = (row: RuleRow): string => {
  const where = row.region === undefined ? '' : ` in region ${row.region}`;
  const { n, unit, restDay } = row as LimitRow;
  return `${row.id} from ${row.validFrom}${where} (${n} ${unit}${restDay === 'same' ? ', not moved by rest days' : ''})`;
};
