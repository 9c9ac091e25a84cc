import { fillLeaves } from '../journal/fill-leaves';
import { sealingLag } from '../sealing/sealing-lag';
import { EvidenceWorld } from '../testing/evidence-world';
import { auditJournal, type AuditResult, type JournalToAudit } from './audit-journal';
import { exportJournal, journalOfDatabase, journalOfExport, keptOfDatabase } from './journal-source';

jest.setTimeout(120_000);

describe('audit of a journal', () => {
  let made: EvidenceWorld;
  let kept: Map<number, string>;

  beforeAll(async () => {
    made = await EvidenceWorld.create();
    kept = await keptOfDatabase(made.pool, 'tennis-club');
  });
  afterAll(() => made.close());

  const audit = async (heads = kept): Promise<AuditResult> => auditJournal(await journalOfDatabase(made.pool), heads);
  /** Changes the database, audits it, and puts it back. */
  async function tampered(change: string, back: string): Promise<AuditResult['first']> {
    await made.pool.query(change);
    const { first } = await audit();
    await made.pool.query(back);
    expect(await audit()).toMatchObject({ holds: true });
    return first;
  }
  const at = (position: number): string => `(SELECT journal_seq FROM seal WHERE position = ${position})`;

  it('agrees with what the others keep, from the database and from an export', async () => {
    const result = await audit();
    expect(result).toMatchObject({ holds: true, entries: 11, lost: [] });
    expect(result.kept).toBeGreaterThan(0);
    const exported = await journalOfExport(exportJournal(made.pool));
    expect(await auditJournal(exported, kept)).toEqual(result);
    expect(exported.operator).toBe('tennis-club');
    expect(JSON.stringify(await journalOfExport(exportJournal(made.pool)).then(({ entries }) => entries(1, 11)))).not.toContain('"data"');
    expect((await sealingLag(made.pool, 'tennis-club'))).toMatchObject({ entries: 0, conflicts: 0 });
  });

  it('names the first entry that differs', async () => {
    const text = (from: string, to: string): string => `convert_to(replace(convert_from(event, 'UTF8'), '"urgency":"${from}"', '"urgency":"${to}"'), 'UTF8')`;
    expect(await tampered(`UPDATE journal SET event = ${text('ordinary', 'critical')} WHERE seq = ${at(4)}`, `UPDATE journal SET event = ${text('critical', 'ordinary')} WHERE seq = ${at(4)}`))
      .toMatchObject({ fault: 'entry-differs', position: 4 });
    expect(await tampered(`UPDATE journal SET recorded_at = recorded_at + interval '1 microsecond' WHERE seq = ${at(7)}`, `UPDATE journal SET recorded_at = recorded_at - interval '1 microsecond' WHERE seq = ${at(7)}`))
      .toMatchObject({ fault: 'entry-differs', position: 7 });
  });

  it('names what was left out, also when it was forgotten altogether', async () => {
    expect(await tampered('UPDATE seal SET position = -6 WHERE position = 6', 'UPDATE seal SET position = 6 WHERE position = -6')).toMatchObject({ fault: 'entry-missing', position: 6 });
    expect((await auditJournal({ ...(await journalOfDatabase(made.pool)), batches: [] }, kept)).first).toMatchObject({ fault: 'batch-missing', position: 1 });
  });

  it('a service that rewrites its past and seals it anew is found by the heads of the others', async () => {
    const journal = await journalOfDatabase(made.pool);
    const shorter = await journalOfExport(exportJournal(made.pool));
    const heads = new Map([...kept].map(([number, head]) => [number, number === Math.min(...kept.keys()) ? head.split('').reverse().join('') : head]));
    expect((await auditJournal(journal, heads)).first).toMatchObject({ fault: 'head-differs' });
    const cut: JournalToAudit = { ...shorter, batches: shorter.batches.slice(0, -1) };
    expect((await auditJournal(cut, kept)).first).toMatchObject({ fault: 'batch-missing' });
  });

  it('entries of an older version get their commitment, and the audit still agrees', async () => {
    await made.pool.query('UPDATE journal SET leaf = NULL');
    expect(await fillLeaves(made.pool)).toBe(11);
    expect(await audit()).toMatchObject({ holds: true });
  });
});
