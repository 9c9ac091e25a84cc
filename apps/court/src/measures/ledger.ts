import { actOf, measureChange, type Catalogue, type Details, type MeasureMessage } from '@lianzhi/contracts';
import type { MoveData, SubmittedData, TakenMessage } from '@lianzhi/desk';
import type { AskedOf, KnownChange } from './measure-record';

/** A withdrawal takes its place after everything that its request has said. */
const lastSequence = 1_000_000;

/**
 * What these messages change in the ledger, given what is known already. A later request that follows none of the ledger's (its earlier step was
 * taken on paper) begins a measure if it renews one, and changes nothing else. Pure.
 */
export function changesOf(taken: readonly TakenMessage[], known: readonly KnownChange[], catalogue: Pick<Catalogue, 'find'>): KnownChange[] {
  const measureOf = new Map(known.map(({ requestId, measureId }) => [requestId, measureId]));
  const askedOf = new Map(known.flatMap(({ requestId, asked }) => (asked ? [[requestId, asked] as const] : [])));
  const made: KnownChange[] = [];
  for (const one of taken) {
    const contract = catalogue.find(one.request.type);
    const { id, follows } = one.request;
    const asked = one.message.move === 'submitted' ? askedBy(one) : askedOf.get(id);
    const act = asked && contract?.measure && actOf(contract.measure, asked.details);
    if (!contract || !asked || !act) continue;
    const earlier = follows === null ? undefined : measureOf.get(follows);
    const measureId = act === 'create' ? id : measureOf.get(id) ?? earlier ?? (act === 'renew' ? id : undefined);
    if (measureId === undefined) continue;
    askedOf.set(id, asked);
    measureOf.set(id, measureId);
    for (const message of messagesOf(one)) {
      const change = measureChange(contract, asked.details, message);
      if (!change) continue;
      made.push({ measureId, requestId: id, change, ...(change.step === 'asked' && { asked }) });
      // A new measure in place of the one that it follows.
      if (act === 'create' && earlier !== undefined && earlier !== id && change.step === 'held') {
        made.push({ measureId: earlier, requestId: follows!, change: { key: `${change.key} replaces`, request: id, sequence: change.sequence, at: change.at, kind: change.kind, act: 'take', step: 'held', whole: true } });
      }
    }
  }
  return made;
}

function askedBy({ request, data }: TakenMessage): AskedOf | undefined {
  const { details, subject } = (data ?? {}) as Partial<SubmittedData>;
  return details && subject && { organisation: request.from, caseNumber: request.caseNumber, type: request.type, recipient: request.to, subject, details };
}

function messagesOf({ request, message, data }: TakenMessage): MeasureMessage[] {
  const { side: _side, ...said } = message;
  const own: MeasureMessage = { ...said, request: request.id, details: data === null ? undefined : ((data as MoveData).details ?? {}) as Details };
  const { state, endedAt } = request.record.core;
  if (state !== 'withdrawn' || message.move === 'submitted') return [own];
  return [own, { id: `${request.id} withdrawn`, request: request.id, move: 'withdrawn', sequence: lastSequence, at: endedAt ?? message.at }];
}
