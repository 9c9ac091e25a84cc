import { fenOf, releasesFor, shanghaiDate, stateOn, type Catalogue } from '@lianzhi/contracts';
import type { DraftToWrite } from '../drafts/draft';
import type { MeasureRecord } from './measure-record';

/** What the keys of these drafts begin with. */
export const overFrozenPrefix = 'over-frozen/';

/**
 * Drafts of the orders that release what is frozen beyond the cap of a case 解除超标的额冻结, the latest freeze first. Asked for and waiting ones hold
 * nothing yet. What a release already asked for will free is not drafted again. Pure.
 * @param capped the measures of one case that take of its cap
 * @param cap yuan, less what a bank has transferred and the court not recorded
 * @param now business time, ms
 */
export function overFrozenDrafts(capped: readonly MeasureRecord[], cap: string, catalogue: Pick<Catalogue, 'find'>, now: number): DraftToWrite[] {
  const today = shanghaiDate(now);
  const held = capped.filter(({ measure }) => stateOn(measure, today) === 'in_effect' && measure.amount !== null);
  const total = held.reduce((sum, { measure }) => sum + fenOf(measure.amount!), 0n);
  const releases = releasesFor(cap, held.map(({ id, measure }) => ({ id, amount: measure.amount!, ...releasingOf(measure.pending) })));
  return releases.flatMap(({ id, amount, whole }) => {
    const record = held.find((one) => one.id === id)!;
    const draft = catalogue.find(record.type)?.measure?.release;
    if (!draft) return [];
    const { organisation, caseNumber, subject, recipient, asked, measure } = record;
    const reason = `本案冻结合计超过尚欠款项及费用（限额 ${cap} 元），解除超出部分`;
    return [{
      organisation, key: `${overFrozenPrefix}${id}/${amount}/${cap}/${total}`, type: draft.type, to: recipient, about: id, level: 'critical' as const, createdAt: now,
      body: { caseNumber, subject, urgency: 'urgent' as const, follows: id, details: draft.details({ asked, object: measure.object }, reason, whole ? undefined : amount) },
      reason: { zh: `冻结超过限额 ${cap} 元，应立即解除 ${amount} 元（民事诉讼法第二百五十三条）`, en: `More is frozen than the cap of ${cap} yuan: release ${amount} yuan at once (民事诉讼法 art. 253)` },
    }];
  });
}

/** What earlier orders to release or transfer will free: all of it where one names no amount. */
function releasingOf(pending: MeasureRecord['measure']['pending']): { releasing?: string | true } {
  const freeing = pending.filter(({ act }) => act === 'lift' || act === 'take');
  if (freeing.length === 0) return {};
  const [first] = freeing;
  return { releasing: freeing.length > 1 || first!.amount === undefined || first!.endsRest ? true : first!.amount };
}
