import type { Details, MoveName, Subject } from '@lianzhi/contracts';
import type { DeskRequest, MoveCommand, SubmitCommand } from '@lianzhi/desk';
import type { BankingEvent } from '../core-banking/core-banking';

type Change = Exclude<BankingEvent, Received>;
type Received = Extract<BankingEvent, { kind: 'received' }>;

const measureChanged: MoveName & MoveCommand['move'] = 'measure-changed';

/** Tells the court what became of its freeze. */
export function changeCommand(event: Change, messageId: string): MoveCommand {
  const { kind: change, bank: organisation, reference: requestId } = event;
  return { id: messageId, requestId, organisation, move: measureChanged, details: { change, ...said(event) } };
}

function said(event: Change): Details {
  switch (event.kind) {
    case 'lapsed': return {};
    case 'moved_up': return { rank: event.rank };
    case 'promoted': return present({ frozen: event.frozen, limit: event.limit, rank: 0, until: event.until, account: event.account });
  }
}

/** Tells the court that had the case account opened of the money on it; it owes the disbursement from then on. */
export function fundsReceivedCommand(event: Received, id: string, opened: DeskRequest, subject: Subject): SubmitCommand {
  const { bank, account: caseAccount, amount, at: receivedAt, serial, balance, payer, payerAccount, payerBank, summary } = event;
  const details = present({ caseAccount, amount, receivedAt, serial, balance, payer, payerAccount, payerBank, summary });
  return {
    id, type: 'funds-received', from: bank, to: opened.from, caseNumber: opened.caseNumber, urgency: 'ordinary', subject, details,
    officers: [], documents: [], follows: { id: opened.id, thread: opened.thread },
  };
}

const present = (details: Details): Details => Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
