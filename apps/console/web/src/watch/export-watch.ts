import type { TFunction } from 'i18next';
import type { Bilingual } from '../words/i18n';
import { cell, saveCsv } from '../worklist/export-csv';
import { inTimeByAgency, type InTime } from './in-time-rate';
import type { Board, Days, Item, Obligation } from './use-watch';

interface Words { t: TFunction; pick: (text: Bilingual | undefined, otherwise?: string) => string }
type Names = (code: string) => string;

const line = (values: readonly (string | number | null)[]): string => `${values.map((value) => cell(value === null ? '' : String(value))).join(',')}\r\n`;

/** More than anybody reads; a file of everything is the business of the API. */
export const mostRows = 20_000;

/** All pages of a list, as a file; the rows are written as they come. @param told after each page, how many there are */
export async function exportPages<T>(read: (cursor: string) => Promise<{ items: T[]; nextCursor?: string | null }>, head: readonly string[], row: (item: T) => readonly (string | number | null)[], told: (count: number) => void): Promise<{ count: number; cut: boolean }> {
  const parts = [line(head)];
  let cursor = '';
  for (;;) {
    const page = await read(cursor);
    for (const item of page.items) parts.push(line(row(item)));
    told(parts.length - 1);
    const cut = parts.length > mostRows;
    if (page.nextCursor == null || cut) {
      saveCsv(parts);
      return { count: parts.length - 1, cut: cut && page.nextCursor != null };
    }
    cursor = page.nextCursor;
  }
}

export const itemColumns = ({ t, pick }: Words, nameOf: Names): { head: string[]; row: (item: Item) => (string | null)[] } => ({
  head: ['id', t('watch.type'), t('watch.state'), t('watch.due'), t('watch.running'), t('watch.left'), t('watch.turn'), t('print.from'), '', t('print.to'), '', t('worklist.urgency'), t('watch.flags'), t('watch.since'), 'thread'],
  row: (item) => [item.id, pick(item.title, item.type), t(`requestState.${item.state}`), t(`due.${item.lateness}`), pick(item.dueTitle, item.dueObligation ?? ''), item.dueAt, item.turn, item.from, nameOf(item.from), item.to, nameOf(item.to), t(`urgency.${item.urgency}`), item.flags.join(' '), item.submittedAt, item.thread],
});

export const obligationColumns = ({ t, pick }: Words, nameOf: Names): { head: string[]; row: (item: Obligation) => (string | number | null)[] } => ({
  head: ['request', t('watch.type'), t('watch.running'), t('watch.state'), t('watch.left'), t('watch.owes'), '', t('watch.why'), t('watch.next'), ''],
  row: (item) => [item.request, pick(item.typeTitle, item.type), pick(item.title, item.name), t(`watch.obligationStates.${item.state}`), item.dueAt, item.owedBy, nameOf(item.owedBy), item.source, item.nextStep, item.nextAt],
});

/** The board as it is shown: one line for each number that stands in a table. */
export function exportBoard(board: Board, days: Days | undefined, regions: ReadonlyMap<string, string>, { t, pick }: Words): void {
  const head = line([t('watch.asOf', { when: board.asOf }), '', t('watch.open'), t('watch.atRisk'), t('watch.overdue'), t('watch.answered'), t('watch.inTime')]);
  const counts = (what: string, name: string, row: { total: number; atRisk: number; overdue: number }, rate?: InTime): string => line([what, name, row.total, row.atRisk, row.overdue, rate?.answered ?? null, rate?.inTime ?? null]);
  const rates = days && inTimeByAgency(days);
  saveCsv([
    head, counts(t('watch.open'), '', board.total), ...board.byTurn.map((row) => counts(t('watch.turn'), t(row.turn === 'recipient' ? 'watch.recipient' : 'watch.requester'), row)),
    ...board.byRecipient.map((row) => counts(t('watch.agency'), pick(row.title, row.agency ?? ''), row, rates?.get(row.agency))), ...board.byRegion.map((row) => counts(t('watch.byRegion'), `${row.region ?? ''} ${regions.get(row.region ?? '') ?? ''}`, row)),
    ...board.byType.map((row) => counts(t('watch.byType'), pick(row.title, row.type), row)), ...(days?.days ?? []).map((day) => counts(t('watch.day'), day.day, { total: day.open, ...day }, { answered: day.answered, inTime: day.answeredInTime })),
  ]);
}
