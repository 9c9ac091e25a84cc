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
    expect(JSON.stringify(await journalOfExport(exportJournal(made.pool)).then(({ entries }) => entries(1, 11)))).not.toMatch(/"data(_base64)?":"(?!there")/);
    expect((await sealingLag(made.pool, 'tennis-club'))).toMatchObject({ entries: 0, conflicts: 0 });
  });

  it('names the first entry that differs', async () => {
    const text = (from: string, to: string): string => `convert_to(replace(convert_from(event, 'UTF8'), '"urgency":"${from}"', '"urgency":"${to}"'), 'UTF8')`;
    expect(await tampered(`UPDATE journal SET event = ${text('ordinary', 'critical')} WHERE seq = ${at(4)}`, `UPDATE journal SET event = ${text('critical', 'ordinary')} WHERE seq = ${at(4)}`))
      .toMatchObject({ fault: 'entry-differs', position: 4 });
    expect(await tampered(`UPDATE journal SET recorded_at = recorded_at + interval '1 microsecond' WHERE seq = ${at(7)}`, `UPDATE journal SET recorded_at = recorded_at - interval '1 microsecond' WHERE seq = ${at(7)}`))
      .toMatchObject({ fault: 'entry-differs', position: 7 });
  });

  /** Changes the database, audits it as an auditor with the directory and the operator's keys does, and takes the change back. */
  async function found(change: string): Promise<[string | undefined, number | undefined]> {
    const client = await made.pool.connect();
    const opener = made.world.opener('tennis-club');
    try {
      await client.query('BEGIN');
      expect([change, (await client.query(change)).rowCount]).not.toEqual([change, 0]);
      const { first } = await auditJournal(await journalOfDatabase(client, 'tennis-club', (event, topic) => opener.plainBytes(event, topic)), kept, made.world.directory);
      return [first?.fault, first?.position];
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }
  const other = 'gen_random_uuid()';
  const inEvent = (pattern: string, text: string): string => `convert_to(regexp_replace(convert_from(event, 'UTF8'), '${pattern}', '${text}'), 'UTF8')`;
  /** Position 8 was received, all others sent. */
  const changes: Record<string, [change: string, fault: string, position?: number][]> = {
    direction: [["'i'", 'entry-differs']],
    message_id: [[other, 'columns-differ']], request_id: [[other, 'columns-differ']], shard: [['(shard + 1) % 8', 'columns-differ']], type: [["'x'", 'columns-differ']], sender: [["'x'", 'columns-differ']],
    recipient: [["'x'", 'columns-differ']], sequence: [['77', 'columns-differ'], ['NULL', 'columns-differ']], leaf: [["sha256('x')", 'columns-differ'], ['NULL', 'columns-differ']],
    topic: [["'exchange.tennis-club.rowing-club'", 'entry-differs']],
    recorded_at: [["recorded_at - interval '1 microsecond'", 'entry-differs']], appended_at: [["appended_at - interval '1 microsecond'", 'entry-differs', 8], ["'2019-12-31'", 'signature-differs']],
    proof: [["(SELECT max(o.proof) FROM journal o WHERE o.seq <> journal.seq)", 'signature-differs'], ['NULL', 'signature-differs']],
    event: [
      [inEvent('"urgency":"ordinary"', '"urgency":"critical"'), 'entry-differs'], [inEvent(',"data":"[^"]*"', ''), 'data-differs'], [inEvent('"data":"([^"]*)..."', '"data":"\\1AAA"'), 'data-differs'],
      [inEvent('"proof":"[^"]*"', '"proof":"e30"'), 'signature-differs', 8],
    ],
  };
  /** What the service does with an entry. It is no part of what was said, and is not sealed. */
  const state = ['seq', 'xid', 'partition', 'offset', 'pending', 'handling', 'waiting_for', 'parked_at', 'asked_again_at', 'erased_at'];

  it('every column of the journal is one that an audit looks at, or says only what is being done with the entry', async () => {
    const { rows } = await made.pool.query<{ column_name: string }>(`SELECT column_name FROM information_schema.columns WHERE table_name = 'journal' AND table_schema = 'public'`);
    expect(rows.map(({ column_name: name }) => name).sort()).toEqual([...Object.keys(changes), ...state].sort());
  });

  it.each(Object.entries(changes).flatMap(([column, list]) => list.map(([value, fault, position = 4]) => [column, value, fault, position] as const)))('finds %s = %s', async (column, value, fault, position) => {
    expect(await found(`UPDATE journal SET ${column} = ${value} WHERE seq = ${at(position)}`)).toEqual([fault, position]);
  });

  it('finds rows that were taken away, put in, exchanged, or sealed anew', async () => {
    expect(await found(`DELETE FROM journal WHERE seq = ${at(5)}`)).toEqual(['entry-missing', 5]);
    expect(await found('DELETE FROM seal WHERE position = 5')).toEqual(['entry-missing', 5]);
    expect(await found('DELETE FROM seal WHERE position = 11')).toEqual(['entry-missing', 11]);
    const columns = 'direction, request_id, shard, topic, type, sender, recipient, sequence, event, proof, recorded_at, appended_at, pending, handling, leaf';
    expect(await found(`INSERT INTO journal (xid, message_id, ${columns}) SELECT xid, ${other}, ${columns} FROM journal WHERE seq = ${at(5)}`)).toEqual(['entry-inserted', expect.any(Number)]);
    expect(await found(`UPDATE seal s SET digest = o.digest FROM seal o WHERE (s.position, o.position) IN ((5, 6), (6, 5))`)).toEqual(['entry-differs', 5]);
    expect(await found(`UPDATE seal SET digest = sha256('x') WHERE position = 5`)).toEqual(['entry-differs', 5]);
  });

  it.each([
    ['number = number + 1000', 'chain-broken'], ["root = reverse(root)", 'chain-broken'], ["previous = reverse(previous || 'x')", 'chain-broken'], ["head = reverse(head)", 'chain-broken'],
    ['first = first + 1', 'chain-broken'], ['last = last + 100', 'chain-broken'], ['lost = true', 'batch-differs'],
  ])('finds the batches changed: %s', async (change, fault) => {
    const [seen] = await found(`UPDATE sealed_batch SET ${change} WHERE number = (SELECT max(number) FROM sealed_batch)`);
    expect(seen).toBe(fault);
  });

  it('finds batches that were taken away', async () => {
    expect((await found('DELETE FROM sealed_batch'))[0]).toBe('batch-missing');
    expect((await found('DELETE FROM sealed_batch WHERE number = (SELECT max(number) FROM sealed_batch)'))[0]).toBe('batch-missing');
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
