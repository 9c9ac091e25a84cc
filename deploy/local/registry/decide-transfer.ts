import { refused, type At, type Decision } from './decision';
import type { TransferOrder } from './orders';
import { isPaper, queueOf, type Register } from './register';
import type { Seal } from './registry-entry';

const missing = (what: string): Decision => ({ answer: { status: 'incomplete', missing: what }, changes: [] });

/**
 * Enters a new owner. Only the court that seals first may dispose of the unit. With the sale all seals lose their effect (查封扣押冻结规定
 * art. 27 ¶2), but an entry is struck out only where the notice to assist says so: one that leaves them out is taken in and not carried out.
 */
export function decideTransfer(register: Register, order: TransferOrder, { now, today, number }: At): Decision {
  const { registry, unitNumber, holder, authority, transferee, transfereeName, cancel = [], seal: named } = order;
  const unit = register.unit({ registry, unitNumber });
  if (unit === undefined) return refused('no-unit', '登记簿查无该不动产单元');
  const owner = unit.owners.find((one) => one.holder === holder);
  if (owner === undefined) return refused('not-of-holder', '该不动产未登记在被执行人名下，不予办理');
  const queue = queueOf(unit, holder);
  const [first, ...behind] = queue;
  if (first !== undefined && first.authority !== authority) return refused('sealed-ahead', '该不动产有其他机关查封在先，须由首先查封法院处分或移送处分权后办理');
  if (first !== undefined && !cancel.includes('own-seal')) return missing('协助执行通知书未载明解除本院查封');
  if (behind.some((seal) => seal.authority !== authority) && !cancel.includes('waiting-seals')) return missing('协助执行通知书未载明注销轮候查封');
  const certificate = `${today.slice(0, 4)}-${number.slice(8)}`;
  const owners = unit.owners.map((one) => (one === owner ? { holder: transferee, name: transfereeName, certificate, ...one.share === undefined ? {} : { share: one.share } } : one));
  return {
    answer: { status: 'transferred', at: now, certificate, number },
    changes: [{ unit: { registry, unitNumber }, end: queue.map(({ reference }) => reference), owners, ...cancel.includes('mortgage') ? { mortgages: [] } : {} }],
    events: lapsedWith(queue, sealOf(register, named)).map(({ reference }) => ({ kind: 'lapsed', registry, reference, at: now, reason: 'transferred' })),
  };
}

/** Everybody whose seal ends is told, but for the one that the order itself is about. */
const lapsedWith = (queue: readonly Seal[], named: string | undefined): Seal[] => queue.filter((seal) => !isPaper(seal) && seal.reference !== named);

const sealOf = (register: Register, reference: string | undefined): string | undefined => (reference === undefined ? undefined : register.operation(reference)?.seal ?? reference);
