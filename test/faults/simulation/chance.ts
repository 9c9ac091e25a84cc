/** Numbers that look random and depend on the seed alone (mulberry32): one seed, one schedule. */
export class Chance {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n: number): number { return Math.floor(this.next() * n); }
  happens(probability: number): boolean { return this.next() < probability; }
  pick<T>(list: readonly T[]): T { return list[this.below(list.length)]!; }

  /** The keys by their weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
  }

  /** A UUIDv7 of that instant, so that request ids depend on the seed too. */
  uuid(ms: number): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => this.below(16).toString(16)).join('');
    const time = ms.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}
