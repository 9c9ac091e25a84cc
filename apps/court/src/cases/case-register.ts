import type { Pool, PoolClient } from 'pg';
import type { Directory } from '@lianzhi/exchange';
import { GatheredCalls, inTransaction, type DataCipher } from '@lianzhi/platform';
import { watchCaseLimits } from './case-limit-watch';
import { numberOf, type CaseContent, type EnforcementCase } from './enforcement-case';

export interface CaseKey { court: string; caseNumber: string }

/** What was paid, where a payment is the reason. `voluntary`: by the debtor himself, so none of it had been transferred by a bank. `at`: business time, ms. */
export interface RecordedPayment { id: string; at: number; voluntary: boolean }
export interface CaseChange { before: CaseContent | undefined; after: CaseContent; payment?: RecordedPayment }

/** Who has to know, in the transaction, that a case is recorded anew: what it owes may have changed. */
export interface CaseWatch {
  lock(client: PoolClient, key: CaseKey): Promise<void>;
  changed(client: PoolClient, key: CaseKey, change: CaseChange): Promise<void>;
}

/** A case with where it stands. */
interface KnownCase { key: CaseKey; content: CaseContent }

/** The cases of each court. A court sees its own only, and those of the closed courts whose matters came to it: they stay where they stand. */
export class CaseRegister {
  private readonly finds = new GatheredCalls<CaseKey, EnforcementCase | undefined>((keys) => this.findAll(this.pool, keys));

  private watch: CaseWatch | undefined;

  constructor(private readonly pool: Pool, private readonly cipher: DataCipher, private readonly directory: Pick<Directory, 'successionOf'>) {}

  watchedBy(watch: CaseWatch): void { this.watch = watch; }

  /** Records a case or replaces what was recorded. @param caseNumber in normal form */
  async put(court: string, caseNumber: string, content: CaseContent): Promise<void> {
    const key = { court, caseNumber };
    await inTransaction(this.pool, async (client) => {
      const before = await this.lock(client, key);
      await this.write(client, before?.key ?? key, content);
      await this.watch?.changed(client, key, { before: before?.content, after: content });
    });
  }

  /** Changes what was recorded, in the caller's transaction. @returns as it is now; undefined for an unknown case */
  async revise(client: PoolClient, key: CaseKey, change: (content: CaseContent) => CaseContent, payment?: RecordedPayment): Promise<EnforcementCase | undefined> {
    const found = await this.lock(client, key);
    if (!found) return undefined;
    const after = change(found.content);
    await this.write(client, found.key, after);
    await this.watch?.changed(client, key, { before: found.content, after, ...payment && { payment } });
    return { caseNumber: key.caseNumber, ...after };
  }

  /** @returns as it was recorded and where, which nobody else changes now */
  private async lock(client: PoolClient, key: CaseKey): Promise<KnownCase | undefined> {
    await this.watch?.lock(client, key);
    await client.query({
      name: 'case-lock', text: 'SELECT 1 FROM enforcement_case WHERE organisation = ANY($1::text[]) AND case_number = $2 ORDER BY organisation FOR UPDATE',
      values: [this.directory.successionOf(key.court), key.caseNumber],
    });
    return (await this.read(client, [key]))[0];
  }

  private async write(db: PoolClient, { court, caseNumber }: CaseKey, content: CaseContent): Promise<void> {
    await db.query(
      `INSERT INTO enforcement_case (organisation, case_number, content, debtor_hashes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation, case_number) DO UPDATE SET content = excluded.content, debtor_hashes = excluded.debtor_hashes, updated_at = clock_timestamp()`,
      [court, caseNumber, this.cipher.encrypt(JSON.stringify(content), contextOf(court, caseNumber)), content.debtors.map((debtor) => this.cipher.hashIdNumber(numberOf(debtor)))]);
    await watchCaseLimits(db, { court, caseNumber }, content.preservation && new Date(content.preservation.acceptedAt));
  }

  find(court: string, caseNumber: string): Promise<EnforcementCase | undefined> {
    return this.finds.call({ court, caseNumber });
  }

  /** Many at once, for who has a transaction of its own. */
  async findAll(db: Pool | PoolClient, keys: readonly CaseKey[]): Promise<(EnforcementCase | undefined)[]> {
    return (await this.read(db, keys)).map((known, i) => known && { caseNumber: keys[i]!.caseNumber, ...known.content });
  }

  /** Each case with where it stands: with the court that acts, or else with one that it succeeds. */
  private async read(db: Pool | PoolClient, keys: readonly CaseKey[]): Promise<(KnownCase | undefined)[]> {
    const wanted = keys.map(({ court, caseNumber }) => this.directory.successionOf(court).map((one) => ({ court: one, caseNumber })));
    const all = wanted.flat();
    const { rows } = await db.query<{ organisation: string; case_number: string; content: Buffer }>({
      name: 'case-find', values: [all.map(({ court }) => court), all.map(({ caseNumber }) => caseNumber)],
      text: `SELECT organisation, case_number, content FROM enforcement_case
             WHERE (organisation, case_number) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    });
    const contents = new Map(rows.map(({ organisation, case_number, content }) => [contextOf(organisation, case_number), content]));
    return wanted.map((places) => {
      const key = places.find(({ court, caseNumber }) => contents.has(contextOf(court, caseNumber)));
      if (!key) return undefined;
      const context = contextOf(key.court, key.caseNumber);
      return { key, content: JSON.parse(this.cipher.decryptText(contents.get(context)!, context)) as CaseContent };
    });
  }
}

const contextOf = (court: string, caseNumber: string): string => `case ${court} ${caseNumber}`;
