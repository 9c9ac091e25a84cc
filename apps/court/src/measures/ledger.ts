import { actOf, measureChange, type Catalogue, type Details, type MeasureChange, type MeasureMessage } from '@lianzhi/contracts';
import type { MoveData, SubmittedData, TakenMessage } from '@lianzhi/desk';
import type { AskedOf, KnownChange } from './measure-record';

/** A withdrawal takes its place after everything that its request has said. */
const lastSequence = 1_000_000;

/** Whether the message can change the ledger at all; most cannot, and cost nothing. */
export const tells = ({ request, message }: TakenMessage, catalogue: Pick<Catalogue, 'find'>): boolean =>
  catalogue.find(request.type)?.measure !== undefined && (telling.has(message.move) || message.milestone !== undefined || request.record.core.state === 'withdrawn');

const telling: ReadonlySet<string> = new Set(['submitted', 'answered', 'interim-replied', 'returned', 'undeliverable', 'measure-changed']);

/**
 * What these messages change in the ledger, given what is known already. A later request that follows none of the ledger's (its earlier step was
 * taken on paper) begins a measure if it renews one, and changes nothing else. Pure.
 */
export function changesOf(taken: readonly TakenMessage[], known: readonly KnownChange[], catalogue: Pick<Catalogue, 'find'>): KnownChange[] {
  const measureOf = new Map(known.map(({ requestId, measureId }) => [requestId, measureId]));
  const askedOf = new Map(known.flatMap(({ requestId, asked }) => (asked ? [[requestId, asked] as const] : [])));
  return taken.flatMap((one) => {
    const contract = catalogue.find(one.request.type);
    const { id, follows } = one.request;
    const asked = one.message.move === 'submitted' ? askedBy(one) : askedOf.get(id);
    const act = asked && contract?.measure && actOf(contract.measure, asked.details);
    if (!contract || !asked || !act) return [];
    const earlier = follows === null ? undefined : measureOf.get(follows);
    const measureId = act === 'create' ? id : measureOf.get(id) ?? earlier ?? (act === 'renew' ? id : undefined);
    if (measureId === undefined) return [];
    askedOf.set(id, asked);
    measureOf.set(id, measureId);
    const changes = messagesOf(one).flatMap((message) => measureChange(contract, asked.details, message) ?? []);
    return changes.flatMap((change) => [
      { measureId, requestId: id, change, ...(change.step === 'asked' && { asked }) },
      ...act === 'create' && change.step === 'held' && earlier !== undefined && earlier !== id ? [replaced(earlier, follows!, change)] : [],
    ]);
  });
}

/** A new measure stands in place of the one that its request follows. */
const replaced = (measureId: string, requestId: string, { key, request, sequence, at, kind }: MeasureChange): KnownChange =>
  ({ measureId, requestId, change: { key: `${key} replaces`, request, sequence, at, kind, act: 'take', step: 'held', whole: true } });

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
