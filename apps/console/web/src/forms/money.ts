/** Amounts as the services take them: yuan with two places, no separators. Counted in fen, so that nothing is rounded. */
const written = /^(\d{1,15})(?:\.(\d{1,2}))?$/;

/** Fen; undefined for what is no amount. What people type with separators or a sign of the yuan is understood. */
export function fenOf(text: string | null | undefined): number | undefined {
  const [, yuan, rest = ''] = written.exec((text ?? '').normalize('NFKC').replace(/[,\s¥元]/g, '')) ?? [];
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(rest.padEnd(2, '0'));
}

/** As it is sent: 167399.45. */
export const moneyOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** As people read it: 167,399.45; a negative one with its sign. */
export const moneyWords = (fen: number): string => `${fen < 0 ? '−' : ''}${moneyOf(Math.abs(fen)).replace(/\B(?=(\d{3})+\.)/g, ',')}`;

export const yuanWords = (text: string | null | undefined): string => { const fen = fenOf(text); return fen === undefined ? '—' : moneyWords(fen); };
