import type { Pool } from 'pg';
import type { Figures } from './measured-gauges';

/** What stands still in the journal, and since when (system time of the database). */
export const journalGauges = {
  lianzhi_outbox_entries: { help: 'Journal entries that are not published yet' },
  lianzhi_outbox_oldest_seconds: { help: 'Age of the oldest journal entry that is not published yet; 0 without one' },
  lianzhi_outbox_documents: { help: 'Documents that are not published yet' },
  lianzhi_unhandled_messages: { help: 'Messages taken in and not handled yet' },
  lianzhi_unhandled_oldest_seconds: { help: 'Age of the oldest message taken in and not handled yet; 0 without one' },
  lianzhi_parked_messages: { help: 'Messages that wait, by what for', labels: ['waiting_for'] },
  lianzhi_parked_oldest_seconds: { help: 'How long the oldest of them has waited', labels: ['waiting_for'] },
  lianzhi_dead_letters: { help: 'Dead letters that nobody has decided about, by reason', labels: ['reason'] },
  lianzhi_dead_letters_oldest_seconds: { help: 'Age of the oldest dead letter that nobody has decided about; 0 without one' },
  lianzhi_replicas: { help: 'Replicas of this service that gave a sign within the last seconds' },
} as const;
type Name = keyof typeof journalGauges;

const waits = ['predecessor', 'documents', 'request'] as const;
const since = (column: string): string => `coalesce(extract(epoch FROM clock_timestamp() - min(${column})), 0)::float8`;

interface Row {
  outbox: number; outbox_age: number; documents: number; unhandled: number; unhandled_age: number; parked: Record<string, [number, number]> | null;
  dead: Record<string, number> | null; dead_age: number; replicas: number;
}

/** One statement, each part over a partial index of what stands still. */
export async function journalFigures(pool: Pool): Promise<Figures<Name>> {
  const { rows: [row] } = await pool.query<Row>({
    name: 'metrics-journal',
    text: `SELECT o.n AS outbox, o.age AS outbox_age, dd.n AS documents, h.n AS unhandled, h.age AS unhandled_age, p.parked, l.dead, l.age AS dead_age, r.n AS replicas
      FROM (SELECT count(*)::int AS n, ${since('recorded_at')} AS age FROM journal WHERE pending) o,
           (SELECT count(*)::int AS n FROM document_delivery WHERE pending) dd,
           (SELECT count(*)::int AS n, ${since('recorded_at')} AS age FROM journal WHERE handling = 'n') h,
           (SELECT jsonb_object_agg(waiting_for, jsonb_build_array(n, age)) AS parked FROM (
              SELECT waiting_for, count(*)::int AS n, ${since('parked_at')} AS age FROM journal WHERE handling = 'p' GROUP BY waiting_for) each) p,
           (SELECT jsonb_object_agg(reason, n) AS dead, coalesce(max(age), 0) AS age FROM (
              SELECT reason, count(*)::int AS n, ${since('recorded_at')} AS age FROM dead_letter WHERE state = 'open' GROUP BY reason) each) l,
           (SELECT count(*)::int AS n FROM replica WHERE seen_at > clock_timestamp() - interval '8 seconds') r`,
  });
  const { outbox, outbox_age: outboxAge, documents, unhandled, unhandled_age: unhandledAge, parked, dead, dead_age: deadAge, replicas } = row!;
  const of = (index: 0 | 1) => waits.map((waiting) => ({ labels: { waiting_for: waiting }, value: parked?.[waiting]?.[index] ?? 0 }));
  return {
    lianzhi_outbox_entries: outbox, lianzhi_outbox_oldest_seconds: outboxAge, lianzhi_outbox_documents: documents, lianzhi_unhandled_messages: unhandled, lianzhi_unhandled_oldest_seconds: unhandledAge,
    lianzhi_parked_messages: of(0), lianzhi_parked_oldest_seconds: of(1),
    lianzhi_dead_letters: Object.entries(dead ?? {}).map(([reason, value]) => ({ labels: { reason }, value })), lianzhi_dead_letters_oldest_seconds: deadAge,
    lianzhi_replicas: replicas,
  };
}
