import { readFileSync } from 'node:fs';
import { BadDeclaration, BadNotice, catalogue, createCalendar, createRuleTable, defaultCalendar, NOTICES, parseNotice, type Calendar, type RuleChange, type RuleTable } from '@lianzhi/contracts';
import { UsageError } from './usage-error';

/** The rules of the contracts with the further rows of a file, to see what they would change. @throws UsageError naming what is wrong with the file */
export const readRules = (file: string | undefined): RuleTable =>
  createdFrom(file, (content) => createRuleTable(catalogue.contracts, content === undefined ? [] : ([content].flat() as RuleChange[])));

/** The calendar that this version knows, with a further year read from a file. @throws UsageError naming what is wrong with the file */
export const readCalendar = (file: string | undefined): Calendar =>
  createdFrom(file, (content) => (content === undefined ? defaultCalendar : createCalendar([...NOTICES, parseNotice(content)])));

function createdFrom<T>(file: string | undefined, create: (content: unknown) => T): T {
  try {
    return create(file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof BadDeclaration || error instanceof BadNotice) throw new UsageError(`${file} 有误：${error.faults.join('；')}`, `${file} is wrong: ${error.faults.join('; ')}`);
    throw new UsageError(`无法读取 ${file}：${(error as Error).message}`, `${file} cannot be read: ${(error as Error).message}`);
  }
}
