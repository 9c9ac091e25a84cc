/** A record on its way: where it goes and how big it is. */
export interface Routed {
  topic: string;
  partition: number;
  bytes: number;
}

/** Well below the broker's limit for a batch (1 MiB by default, 2 MiB here); one record alone may be bigger. */
const maxPartitionBytes = 768 * 1024;
const maxRoundRecords = 2_000;
const maxRoundBytes = 8 * 1024 * 1024;

/**
 * Cuts a list into produce requests, keeping its order. kafkajs makes one record batch per partition and request, and
 * the broker refuses a batch that is too big although each record of it would do.
 */
export function publishRounds<T extends Routed>(routed: readonly T[]): T[][] {
  const rounds: T[][] = [];
  let round: T[] = [];
  let total = 0;
  let perPartition = new Map<string, number>();
  for (const record of routed) {
    const key = `${record.topic}/${record.partition}`;
    const inPartition = perPartition.get(key) ?? 0;
    const full = (inPartition > 0 && inPartition + record.bytes > maxPartitionBytes) || round.length >= maxRoundRecords || (total > 0 && total + record.bytes > maxRoundBytes);
    if (full) {
      rounds.push(round);
      round = [];
      total = 0;
      perPartition = new Map();
    }
    round.push(record);
    total += record.bytes;
    perPartition.set(key, (perPartition.get(key) ?? 0) + record.bytes);
  }
  if (round.length > 0) rounds.push(round);
  return rounds;
}
