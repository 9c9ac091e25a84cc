import { BadDeclaration, catalogue as defaultCatalogue, createRuleTable, noticeFile, parseNotice, rowKey, type Catalogue, type LegalDate, type RuleChange } from '@lianzhi/contracts';
import { canonicalJson } from '../signature';
import type { PayloadRecord } from './directory-record';
import type { SignedRecord } from './signed-record';

/** The record that carries a notice of the State Council, read from a file. @throws BadNotice naming every fault */
export function calendarRecord(file: unknown): PayloadRecord {
  const notice = parseNotice(file);
  return { kind: 'calendar', id: String(notice.year), payload: noticeFile(notice) };
}

/**
 * The records that carry further rows, one each, checked against the contracts, the law and the rows published before. Rows
 * are never taken back: what is published stays, and a mistake is mended by a later row. A row published already is passed over.
 * @param today business date: a row comes into force later, so that it reaches everybody before the first clock starts under it
 * @throws BadDeclaration naming the row at fault
 */
export function ruleRecords(rows: readonly RuleChange[], published: readonly SignedRecord[], today: LegalDate, catalogue: Pick<Catalogue, 'contracts'> = defaultCatalogue): PayloadRecord[] {
  const before = published.flatMap(({ record }) => (record.kind === 'rules' ? [record.payload as RuleChange] : []));
  const known = new Set(before.map((row) => canonicalJson(row)));
  const further = rows.filter((row) => !known.has(canonicalJson(row)));
  createRuleTable(catalogue.contracts, [...before, ...further]);
  const late = further.filter(({ validFrom }) => validFrom <= today);
  if (late.length > 0) throw new BadDeclaration('Rule table', late.map((row) => `${rowKey(row)}: validFrom must be later than today, ${today}`));
  return further.map((row) => ({ kind: 'rules', id: rowKey(row), payload: row }));
}
