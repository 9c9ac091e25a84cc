import { toShanghaiIso, type Bilingual, type RequestContract } from '@lianzhi/contracts';
import type { Batch } from './batch';
import type { BatchStore } from './batch-store';

type Counts = Awaited<ReturnType<BatchStore['counts']>>;

/** How far a batch has come. In the API: do not rename. */
export interface BatchView {
  id: string;
  type: string;
  title?: Bilingual;
  createdAt: string;
  createdBy: string;
  lines: number;
  /** Not sent yet, sent, refused: together all lines. */
  open: number;
  accepted: number;
  refused: number;
  /** Every line is sent or refused. */
  sent: boolean;
  /** Accepted lines by the state of their request. */
  byState: Record<string, number>;
  /** Accepted lines by the latest outcome of their request, those that have one. */
  byOutcome: Record<string, number>;
  /** Refused lines by reason. */
  byRefusal: Record<string, number>;
}

export function batchView({ id, type, createdAt, by, lines }: Batch, counts: Counts, contract: RequestContract | undefined): BatchView {
  const own = counts.filter(({ batch_id: batch }) => batch === id);
  const sum = (some: Counts): number => some.reduce((total, { n }) => total + n, 0);
  const grouped = (key: (row: Counts[number]) => string | null): Record<string, number> => {
    const totals: Record<string, number> = {};
    for (const row of own) {
      const name = key(row);
      if (name !== null) totals[name] = (totals[name] ?? 0) + row.n;
    }
    return totals;
  };
  const open = sum(own.filter(({ state }) => state === 'open'));
  return {
    id, type, ...(contract && { title: contract.title }), createdAt: toShanghaiIso(createdAt), createdBy: by, lines,
    open, accepted: sum(own.filter(({ state }) => state === 'accepted')), refused: sum(own.filter(({ state }) => state === 'refused')), sent: open === 0,
    byState: grouped(({ request_state: state }) => state), byOutcome: grouped(({ outcome }) => outcome), byRefusal: grouped(({ error }) => error),
  };
}
