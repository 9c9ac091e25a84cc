import { refused, type At, type Decision } from './decision';
import type { SealOrder } from './orders';
import { daysBetween, queueOf, type Register } from './register';
import type { Seal } from './registry-entry';

/** Enters a seal: in effect when it is the first, else waiting 轮候 behind those that arrived before it. Only here ranks are made. */
export function decideSeal(register: Register, order: SealOrder, { now, number }: At): Decision {
  const { reference, registry, unitNumber, holder, authority, caseNumber, share, from, until } = order;
  const unit = register.unit({ registry, unitNumber });
  if (unit === undefined) return refused('no-unit', '登记簿查无该不动产单元');
  // 查封扣押冻结规定 art. 23: not what stands in another's name already.
  if (!unit.owners.some((owner) => owner.holder === holder)) return refused('not-of-holder', '该不动产未登记在被执行人名下，不得查封（查封扣押冻结规定第二十三条）');
  const queue = queueOf(unit, holder);
  const rank = queue.length;
  const mortgaged = unit.mortgages.length > 0;
  const waiting: Seal = { reference, holder, authority, days: daysBetween(from, until), ...caseNumber === undefined ? {} : { caseNumber }, ...share === undefined ? {} : { share } };
  const put = [rank === 0 ? { ...waiting, since: from, until } : { ...waiting, rank }];
  return {
    answer: rank === 0 ? { status: 'sealed', rank, at: now, until, mortgaged, number } : { status: 'waiting', rank, at: now, ahead: queue[0]!.authority, mortgaged, number },
    changes: [{ unit: { registry, unitNumber }, put }],
  };
}
