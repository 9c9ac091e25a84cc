import type { DirectoryRecord, KeyRecord, OperatorRecord } from './directory-record';
import { parseOrganisations, type OrganisationLine } from './parse-organisations';

export interface DirectorySource {
  operators: readonly { code: string; agency: string; versions?: number[] }[];
  /** See `parseOrganisations`. Several files are one list: a code stands once, a parent may stand in another file. */
  organisationsCsv: string | readonly string[];
  keys: readonly KeyRecord[];
  /** RFC 3339: start of validity of the organisations. */
  validFrom: string;
}

/** The unsigned records of a directory, checked against each other. @throws Error: one sentence that names the line or the operator */
export function buildDirectory({ operators, organisationsCsv, keys, validFrom }: DirectorySource): DirectoryRecord[] {
  const operatorRecords = operators.map(({ code, agency, versions = [1] }): OperatorRecord => ({ kind: 'operator', code, agency, versions }));
  const byCode = new Map(operatorRecords.map((record) => [record.code, record]));
  const orphan = keys.find(({ operator }) => !byCode.has(operator));
  if (orphan) throw new Error(`Key ${orphan.kid} belongs to operator ${orphan.operator}, which is not listed.`);
  const lines = [organisationsCsv].flat().flatMap((csv) => parseOrganisations(csv, validFrom));
  checkOrganisations(lines, byCode);
  return [...operatorRecords, ...keys, ...lines.map(({ record }) => record)];
}

function checkOrganisations(lines: readonly OrganisationLine[], operators: ReadonlyMap<string, OperatorRecord>): void {
  const parents = new Map<string, string | undefined>();
  for (const { line, record } of lines) {
    if (parents.has(record.code)) throw new Error(`Line ${line}: organisation ${record.code} stands here for the second time.`);
    parents.set(record.code, record.parent);
    if (record.operator === undefined) continue;
    const agency = operators.get(record.operator)?.agency;
    if (agency === undefined) throw new Error(`Line ${line}: operator ${record.operator} is unknown.`);
    if (agency !== record.agency) throw new Error(`Line ${line}: operator ${record.operator} runs a desk for ${agency}, not for ${record.agency}.`);
  }
  for (const { line, record } of lines) {
    if (record.parent !== undefined && !parents.has(record.parent)) throw new Error(`Line ${line}: parent ${record.parent} is unknown.`);
    const seen = new Set<string>();
    for (let at: string | undefined = record.code; at !== undefined; at = parents.get(at)) {
      if (seen.has(at)) throw new Error(`Line ${line}: organisation ${record.code} stands above itself.`);
      seen.add(at);
    }
  }
}
