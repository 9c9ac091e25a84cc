import type { Pool } from 'pg';
import { GatheredCalls, type DataCipher, type Migration } from '@lianzhi/platform';
import type { DutyShift } from './duty-roster';

/** One roster per organisation; names and telephones are encrypted. */
export const dutyMigrations: readonly Migration[] = [{
  name: 'desk-duty-001-duty-roster',
  sql: 'CREATE TABLE duty_roster (organisation text PRIMARY KEY, content bytea NOT NULL, updated_at timestamptz NOT NULL DEFAULT clock_timestamp());',
}];

/** Duty rosters 值守表 of the organisations of this desk. */
export class DutyStore {
  private readonly reads = new GatheredCalls<string, DutyShift[]>((organisations) => this.readAll(organisations));

  constructor(private readonly pool: Pool, private readonly cipher: DataCipher) {}

  /** Replaces the organisation's roster. */
  async put(organisation: string, shifts: readonly DutyShift[]): Promise<void> {
    await this.pool.query({
      name: 'duty-put', values: [organisation, this.cipher.encrypt(JSON.stringify(shifts), contextOf(organisation))],
      text: 'INSERT INTO duty_roster (organisation, content) VALUES ($1, $2) ON CONFLICT (organisation) DO UPDATE SET content = excluded.content, updated_at = clock_timestamp()',
    });
  }

  /** Empty for an organisation that has none. */
  read(organisation: string): Promise<DutyShift[]> {
    return this.reads.call(organisation);
  }

  /** Of an organisation and the closed ones whose matters came to it: their shifts go on until they end. */
  async readOf(organisations: readonly string[]): Promise<DutyShift[]> {
    return (await Promise.all(organisations.map((one) => this.read(one)))).flat();
  }

  private async readAll(organisations: readonly string[]): Promise<DutyShift[][]> {
    const { rows } = await this.pool.query<{ organisation: string; content: Buffer }>({ name: 'duty-read', text: 'SELECT organisation, content FROM duty_roster WHERE organisation = ANY($1::text[])', values: [organisations] });
    const contents = new Map(rows.map(({ organisation, content }) => [organisation, content]));
    return organisations.map((organisation) => {
      const content = contents.get(organisation);
      return content === undefined ? [] : (JSON.parse(this.cipher.decryptText(content, contextOf(organisation))) as DutyShift[]);
    });
  }
}

const contextOf = (organisation: string): string => `duty ${organisation}`;
