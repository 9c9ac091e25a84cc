/** All in fen. */
export interface Share { frozen: bigint; /** 0 = in effect, n ≥ 1 = waiting (轮候). */ rank: number }

/** Earlier freezes take first: what each limit holds of the balance, in order of arrival. The first is in effect even on an empty account. */
export function allocate(balance: bigint, limits: readonly bigint[]): Share[] {
  let left = balance;
  let waiting = 0;
  return limits.map((limit, index) => {
    const frozen = limit < left ? limit : left;
    left -= frozen;
    return { frozen, rank: frozen > 0n || index === 0 ? 0 : (waiting += 1) };
  });
}

/** What no freeze holds. */
export function availableOf(balance: bigint, limits: readonly bigint[]): bigint {
  const left = limits.reduce((rest, limit) => rest - limit, balance);
  return left > 0n ? left : 0n;
}
