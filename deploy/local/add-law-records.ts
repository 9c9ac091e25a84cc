import { existsSync, readFileSync } from 'node:fs';
import type { LegalDate, RuleChange } from '@lianzhi/contracts';
import { calendarRecord, ruleRecords, signDirectory, type PrivateJwk, type SignedRecord } from '@lianzhi/exchange';
import { writeAtomically } from './write-atomically';

export const lawKinds = ['calendar', 'rules'] as const;

/**
 * Signs what a file states (a notice of the State Council, or a list of rule rows) and adds it to the directory's file of signed
 * records, from which a running coordinator publishes it. @param today business date @returns keys of the records that are new or changed
 * @throws BadNotice, BadDeclaration: everything that is wrong with the file
 */
export function addLawRecords({ kind, file, directory, rootKey, today }: { kind: (typeof lawKinds)[number]; file: string; directory: string; rootKey: string; today: LegalDate }): string[] {
  const published = readSigned(directory);
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const records = kind === 'calendar' ? [calendarRecord(content)] : ruleRecords([content].flat() as RuleChange[], published, today);
  const signed = signDirectory(records, JSON.parse(readFileSync(rootKey, 'utf8')) as PrivateJwk, published).filter((record) => !published.includes(record));
  const replaced = new Set(signed.map(({ key }) => key));
  writeSigned(directory, [...published.filter(({ key }) => !replaced.has(key)), ...signed]);
  return [...replaced];
}

/** The signed records of a directory file, one JSON text a line; none when there is no file yet. */
export function readSigned(file: string): SignedRecord[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as SignedRecord) : [];
}

export function writeSigned(file: string, records: readonly SignedRecord[]): void {
  writeAtomically(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}
