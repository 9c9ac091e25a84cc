import type { TFunction } from 'i18next';
import type { RequestView } from '../api/request-types';
import { saveBlob } from '../api/save-file';
import { currentObligation, dueStateOf } from '../parts/due';
import { serverNow } from '../time/server-clock';
import type { Bilingual } from '../words/i18n';

interface Words { t: TFunction; pick: (text: Bilingual | undefined, otherwise?: string) => string }

/** A cell that a spreadsheet neither splits nor takes for a formula. */
export const cell = (value: string): string => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** What is shown, as a file for spreadsheets; numbers stay masked. */
export function csvOf(items: readonly RequestView[], { t, pick }: Words): string {
  const columns: [string, (request: RequestView) => string][] = [
    ['id', ({ id }) => id], [t('worklist.type'), ({ title, type }) => pick(title, type)], [t('print.caseNumber'), ({ caseNumber }) => caseNumber],
    [t('request.subject'), ({ subject }) => [subject?.name, subject?.idNumber ?? subject?.creditCode].filter(Boolean).join(' ')], [t('print.from'), ({ from }) => from],
    [t('worklist.urgency'), ({ urgency }) => t(`urgency.${urgency}`)], [t('worklist.running'), (request) => { const one = currentObligation(request); return pick(one?.title, one?.name ?? ''); }],
    [t('worklist.due'), (request) => t(`due.${dueStateOf(request, serverNow())}`)], [t('worklist.columns.left'), (request) => currentObligation(request)?.dueAt ?? ''], [t('worklist.handler'), ({ handler }) => handler?.name ?? ''],
  ];
  return [columns.map(([name]) => cell(name)).join(','), ...items.map((item) => columns.map(([, value]) => cell(value(item))).join(','))].join('\r\n');
}

export const exportCsv = (items: readonly RequestView[], words: Words): void => saveCsv([csvOf(items, words)]);

export function saveCsv(parts: readonly string[]): void {
  // With a mark, so that spreadsheets read it as UTF-8.
  saveBlob(new Blob(['﻿', ...parts], { type: 'text/csv' }), `lianzhi-${new Date().toISOString().slice(0, 10)}.csv`);
}
