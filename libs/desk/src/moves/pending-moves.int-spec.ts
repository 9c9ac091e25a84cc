import type { Pool } from 'pg';
import { journalMigrations } from '@lianzhi/exchange';
import { moveNotAllowed, uuidv7 } from '@lianzhi/platform';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import { deskHttpMigrations } from '../http/desk-http-module';
import { deskMigrations } from '../requests/desk-migrations';
import type { DeskRequest } from '../requests/desk-request';
import type { DeskContext } from '../unit/desk-context';
import type { DeskService } from './desk-service';
import type { MoveCommand } from './move-command';
import { PendingMoves } from './pending-moves';

const organisation = 'court-141031';

describe('moves that the machine makes', () => {
  let database: TestDatabase;
  let pool: Pool;
  let tried: string[];
  let moves: PendingMoves;
  /** What the desk would answer a moment later. */
  let stateNow: (id: string) => string;

  beforeEach(async () => {
    database = await createTestDatabase('pendingmoves', [...journalMigrations, ...deskMigrations, ...deskHttpMigrations]);
    pool = testPool(database.url);
    tried = [];
    stateNow = () => 'submitted';
    // The desk refuses what its stored state does not allow; everything else is the real thing.
    const desk = {
      find: (id: string) => Promise.resolve({ state: stateNow(id) } as DeskRequest),
      move: async ({ requestId, around }: MoveCommand) => {
        tried.push(requestId);
        const client = await pool.connect();
        try {
          const { rows: [row] } = await client.query<{ state: string }>('SELECT state FROM request WHERE id = $1', [requestId]);
          return await around!(client, () => {
            if (row!.state === 'submitted') throw moveNotAllowed({ zh: '', en: 'Not allowed in state submitted' }, []);
            return {} as DeskRequest;
          });
        } finally {
          client.release();
        }
      },
    };
    moves = new PendingMoves({ exchange: { pool } } as unknown as DeskContext, desk as unknown as DeskService, (error) => { throw error; });
  });
  afterEach(async () => {
    await moves.stop();
    await pool.end();
    await database.drop();
  });

  const request = async (state: string): Promise<string> => {
    const id = uuidv7();
    await pool.query(`INSERT INTO request (id, box, type, from_org, to_org, thread, case_number, urgency, state, record, submitted_at, updated_at) VALUES ($1, 'sent', 't', $2, 'p', $1, '', 'ordinary', $3, '{}', now(), now())`, [id, organisation, state]);
    return id;
  };
  const write = (...ids: string[]): Promise<void> => moves.write(pool, ids.map((requestId) => ({ requestId, cause: 'milestone/x', organisation, move: 'supplemented' as const })));
  const standing = async (): Promise<{ request_id: string; done: boolean; refused: string | null }[]> => (await pool.query<{ request_id: string; done: boolean; refused: string | null }>('SELECT request_id, done_at IS NOT NULL AS done, refused FROM pending_move ORDER BY request_id')).rows;
  const wait = (ms: number): Promise<unknown> => new Promise((resolve) => { setTimeout(resolve, ms); });

  it('are not given up when the request is delivered just after it had refused them', async () => {
    const id = await request('submitted');
    stateNow = () => 'delivered';
    await write(id);
    await moves.make('milestone/x');
    expect(await standing()).toEqual([{ request_id: id, done: false, refused: null }]);
    await pool.query(`UPDATE request SET state = 'delivered'`);
    await moves.make('milestone/x');
    expect(await standing()).toEqual([{ request_id: id, done: true, refused: null }]);
  });

  it('of requests that nobody takes in hold up no others, and are not tried without a pause', async () => {
    await write(...await Promise.all(Array.from({ length: 120 }, () => request('submitted'))));
    const delivered = await request('delivered');
    await write(delivered);
    moves.start();
    for (let waited = 0; waited < 50 && !(await standing()).some(({ done }) => done); waited += 1) await wait(100);
    expect((await standing()).filter(({ done }) => done)).toEqual([{ request_id: delivered, done: true, refused: null }]);
    tried = [];
    await wait(1_500);
    expect(tried.length).toBeLessThanOrEqual(3 * 120);
  });
});
