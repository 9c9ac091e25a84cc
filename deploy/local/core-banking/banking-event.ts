/**
 * What core banking tells the bank's desk by itself (行内通知). Money in yuan. WARNING: stored, and on the interface.
 * `promoted`: a waiting freeze is in effect now (轮候转正); `moved_up`: one waits still, at that rank ≥ 1; `lapsed`: one ended by time; `received`: money came in on a case account.
 */
export type BankingEvent =
  | { kind: 'promoted'; bank: string; reference: string; at: string; frozen: string; limit: string; until?: string; account?: string }
  | { kind: 'moved_up'; bank: string; reference: string; at: string; rank: number }
  | { kind: 'lapsed'; bank: string; reference: string; at: string }
  | {
    kind: 'received'; bank: string; /** Of the order that opened the account. */ reference: string; at: string; account: string; amount: string; balance: string; serial: string;
    payer?: string; payerAccount?: string; payerBank?: string; summary?: string;
  };
