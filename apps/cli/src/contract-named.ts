import { catalogue, type RequestContract } from '@lianzhi/contracts';
import { UsageError } from './usage-error';

/** @throws UsageError naming the types there are */
export function contractNamed(type: string): RequestContract {
  const contract = catalogue.find(type);
  if (!contract) throw new UsageError(`没有事项类型 ${type}，可选：${catalogue.types().join(', ')}`, `There is no request type ${type}: choose from ${catalogue.types().join(', ')}`);
  return contract;
}
