import { positionKey, type TopicPartition } from '../bus/message-bus';

export interface GroupMember {
  readonly topics: readonly string[];
  /** Called after every change of the group; the same partitions may be assigned again. */
  assign(partitions: TopicPartition[]): void;
}

/** The members of one consumer group: each partition is given to one of those that asked for its topic, in turn. */
export class MemoryGroup {
  private members: GroupMember[] = [];

  constructor(private readonly partitionsOf: (topic: string) => TopicPartition[]) {}

  join(member: GroupMember): void {
    this.members.push(member);
    this.rebalance();
  }

  leave(member: GroupMember): void {
    if (!this.members.includes(member)) return;
    this.members = this.members.filter((other) => other !== member);
    this.rebalance();
  }

  private rebalance(): void {
    const shares = new Map<GroupMember, TopicPartition[]>(this.members.map((member) => [member, []]));
    const topics = [...new Set(this.members.flatMap((member) => member.topics))].sort();
    let turn = 0;
    for (const at of topics.flatMap((topic) => this.partitionsOf(topic)).sort((a, b) => positionKey(a).localeCompare(positionKey(b)))) {
      const takers = this.members.filter((member) => member.topics.includes(at.topic));
      shares.get(takers[turn++ % takers.length]!)!.push(at);
    }
    for (const [member, share] of shares) member.assign(share);
  }
}
