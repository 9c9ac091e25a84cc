import { refused, type Decision } from './decision';
import { queueOf, type Register, type Unit } from './register';
import type { Seal } from './registry-entry';

interface Named { registry: string; holder: string; authority: string; unitNumber?: string }

/** The seal that a later order names by its reference or by that of its renewal; or why there is none. */
export function originalSeal(register: Register, reference: string, { registry, holder, authority, unitNumber }: Named): { unit: Unit; seal: Seal; rank: number; queue: Seal[] } | Decision {
  const named = register.operation(reference);
  const original = named?.operation === 'renew' && named.seal !== undefined ? register.operation(named.seal) : named;
  if (original?.operation !== 'seal' || original.registry !== registry) return refused('no-such-seal', '未找到原查封登记');
  if (original.answer.status !== 'sealed' && original.answer.status !== 'waiting') return refused('no-such-seal', '原查封未办理成功');
  const unit = register.allUnits().find(({ seals, ...one }) => one.registry === registry && seals.some((seal) => seal.reference === original.reference));
  const seal = unit?.seals.find((one) => one.reference === original.reference);
  if (unit === undefined || seal === undefined) return refused('already-ended', '原查封已解除或已届满失效');
  if (unitNumber !== undefined && unit.unitNumber !== unitNumber) return refused('not-of-seal', '原查封不涉及该不动产单元');
  if (seal.holder !== holder) return refused('not-of-holder', '原查封的被执行人与本次不一致');
  if (seal.authority !== authority) return refused('not-of-court', '原查封并非本院办理');
  const queue = queueOf(unit, seal.holder);
  return { unit, seal, queue, rank: queue.indexOf(seal) };
}
