import {
  emptyRecord, merge, type Calendar, type Catalogue, type FoldContext, type LaneMessage, type MoveName, type RequestContract, type Side,
} from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import type { DeskCore, OpenedMessage } from '../../desk-core';
import { decideMove } from '../../moves/decide-move';
import type { MoveCommand, SubmitCommand } from '../../moves/move-command';
import type { ToldNotice } from '../../notices/told-notice';
import type { Box, DeskRequest } from '../../requests/desk-request';
import { settleRequest } from '../../requests/settle-request';

/** A desk core without a bus: what one side sends, the other has at once. The decisions are the real ones. */
export class MemoryDesk implements DeskCore {
  readonly requests = new Map<string, DeskRequest>();
  readonly sent = new Map<string, OpenedMessage[]>();
  /** What a coordinator told. */
  readonly told: { request: string; recipient: string; notice: ToldNotice }[] = [];
  /** Called before a submission or move is done: tests let it wait or fail. */
  before: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly options: { catalogue: Catalogue; calendar: Calendar; now: () => number }) {}

  async submit(command: SubmitCommand): Promise<DeskRequest> {
    await this.before();
    const id = command.id ?? uuidv7();
    const { type, from, to, caseNumber, urgency, subject } = command;
    const row = (box: Box): DeskRequest => ({
      id, box, type, from, to, thread: command.follows?.thread ?? id, follows: command.follows?.id ?? null, caseNumber, urgency, state: 'submitted', flags: [], record: emptyRecord(type, urgency),
      subject: { kind: subject.kind, name: subject.name, number: '1426**********4515' }, subjectHash: null,
      dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: this.options.now(), updatedAt: this.options.now(),
    });
    for (const box of ['sent', 'received'] as const) this.requests.set(`${id} ${box}`, row(box));
    this.send(id, 'requester', 'submitted', { documents: command.documents, data: command, until: untilOf(this.options.catalogue.get(type), command) });
    this.send(id, 'recipient', 'taken', { of: 1 });
    return this.requests.get(`${id} sent`)!;
  }

  async move(command: MoveCommand): Promise<DeskRequest> {
    await this.before();
    const request = (await this.find(command.requestId, command.organisation))!;
    const { milestone } = decideMove(request, command, this.fold(request), this.options.now());
    const side = request.box === 'sent' ? 'requester' : 'recipient';
    this.send(request.id, side, command.move, { documents: command.documents, data: command, outcome: command.outcome, until: command.until, milestone });
    if (side === 'requester') this.send(request.id, 'recipient', 'taken', { of: request.record.placed + 1 });
    return this.requests.get(`${request.id} ${request.box}`)!;
  }

  find(id: string, organisation: string): Promise<DeskRequest | undefined> {
    const found = (['sent', 'received'] as const).map((box) => this.requests.get(`${id} ${box}`)).find((one) => one && (one.box === 'sent' ? one.from : one.to) === organisation);
    return Promise.resolve(found);
  }

  messages(request: DeskRequest): Promise<OpenedMessage[]> {
    return Promise.resolve(this.sent.get(request.id) ?? []);
  }

  notices(requestId: string, organisations: readonly string[]): Promise<ToldNotice[]> {
    return Promise.resolve(this.told.filter(({ request, recipient }) => request === requestId && organisations.includes(recipient)).map(({ notice }) => notice));
  }

  private fold({ type }: DeskRequest): FoldContext {
    return { contract: this.options.catalogue.get(type), calendar: this.options.calendar };
  }

  private send(id: string, side: Side, move: MoveName, { of, documents = [], data = {}, ...attributes }: { of?: number; documents?: readonly DocumentReference[]; data?: object; outcome?: string; until?: string; milestone?: string }): void {
    const at = this.options.now();
    const before = this.requests.get(`${id} sent`)!.record;
    const sequence = (side === 'requester' ? before.placed + before.waiting.requester.length : before.folded) + 1;
    const message: LaneMessage = { side, move, id: uuidv7(), sequence, at, ...attributes, of: of ?? (side === 'recipient' ? before.placed : undefined) };
    for (const box of ['sent', 'received'] as const) {
      const request = this.requests.get(`${id} ${box}`)!;
      const context = this.fold(request);
      this.requests.set(`${id} ${box}`, settleRequest(request, merge(request.record, message, context), at, context));
    }
    const { from, to } = this.requests.get(`${id} sent`)!;
    this.sent.set(id, [...(this.sent.get(id) ?? []), {
      id: message.id, move, side, by: side === 'requester' ? from : to, sequence, at, late: false, ...attributes,
      data: { ...data, documents: [...documents] } as OpenedMessage['data'], standing: 'confirmed',
    }]);
  }
}

function untilOf(contract: RequestContract, { details }: SubmitCommand): string | undefined {
  const field = contract.until?.request;
  return field === undefined ? undefined : (details[field] as string);
}
