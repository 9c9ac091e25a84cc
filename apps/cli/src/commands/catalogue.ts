import { catalogue as allTypes, catalogueEntry, catalogueSummary, exampleClock } from '@lianzhi/contracts';
import { checkCount, type CommandLine } from '../command-line';
import { contractNamed } from '../contract-named';

/** `catalogue [type]`: as `GET /v1/catalogue` of a desk. @param now for the dates of the examples */
export function catalogue(line: CommandLine, now: Date): object {
  checkCount(line, 0, 1);
  const [type] = line.arguments;
  if (type === undefined) return { items: allTypes.contracts.map(catalogueSummary), nextCursor: null };
  return catalogueEntry(allTypes, contractNamed(type), exampleClock(now));
}
