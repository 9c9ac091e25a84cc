import type { Pool } from 'pg';
import type { DataCipher } from '@lianzhi/platform';
import { numberOf, type CaseContent, type EnforcementCase } from './enforcement-case';

/** The cases of each court. A court sees its own only. */
export class CaseRegister {
  constructor(private readonly pool: Pool, private readonly cipher: DataCipher) {}

  /** Records a case or replaces what was recorded. @param caseNumber in normal form */
  async put(court: string, caseNumber: string, content: CaseContent): Promise<void> {
    await this.pool.query(
      `INSERT INTO enforcement_case (organisation, case_number, content, debtor_hashes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation, case_number) DO UPDATE SET content = excluded.content, debtor_hashes = excluded.debtor_hashes, updated_at = clock_timestamp()`,
      [court, caseNumber, this.cipher.encrypt(JSON.stringify(content), contextOf(court, caseNumber)), content.debtors.map((debtor) => this.cipher.hashIdNumber(numberOf(debtor)))]);
  }

  async find(court: string, caseNumber: string): Promise<EnforcementCase | undefined> {
    const { rows } = await this.pool.query<{ content: Buffer }>({
      name: 'case-find', text: 'SELECT content FROM enforcement_case WHERE organisation = $1 AND case_number = $2', values: [court, caseNumber],
    });
    return rows[0] && { caseNumber, ...(JSON.parse(this.cipher.decryptText(rows[0].content, contextOf(court, caseNumber))) as CaseContent) };
  }
}

const contextOf = (court: string, caseNumber: string): string => `case ${court} ${caseNumber}`;
