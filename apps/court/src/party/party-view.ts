import { catalogue as defaultCatalogue, toShanghaiIso, type Bilingual, type Details, type RequestState } from '@lianzhi/contracts';
import type { DeskRequest, OpenedMessage } from '@lianzhi/desk';

/** A message 来信 as its sender sees it: what it said, what the court answered, and until when it must. Names no officer but those who sign an answer. */
export interface PartyMessageView {
  id: string;
  type: string;
  title: Bilingual;
  caseNumber: string;
  state: RequestState;
  sentAt: string;
  details: Details | null;
  /** When the court's answer is due; null once it has answered. */
  answerDueAt: string | null;
  replies: { at: string; final: boolean; outcome: string | null; details: Details }[];
  /** What the court wants to know besides. */
  questions: { at: string; question: string }[];
  /** Why it was handed back. */
  returned?: string;
}

/** Of an obligation, its due time alone: how the court works is the court's. */
export function partyMessageView(request: DeskRequest, messages: readonly OpenedMessage[], catalogue: Pick<typeof defaultCatalogue, 'get'> = defaultCatalogue): PartyMessageView {
  const told = messages.filter(({ standing }) => standing === 'confirmed');
  const due = request.record.core.obligations.find(({ name, owedBy, state }) => owedBy === 'recipient' && name !== 'accept' && name !== 'deliver' && state !== 'discharged')?.dueAt ?? null;
  const handedBack = told.findLast(({ move }) => move === 'returned')?.data?.reason;
  return {
    id: request.id, type: request.type, title: catalogue.get(request.type).title, caseNumber: request.caseNumber, state: request.state, sentAt: toShanghaiIso(request.submittedAt),
    details: told.find(({ move }) => move === 'submitted')?.data?.details ?? null,
    answerDueAt: due === null ? null : toShanghaiIso(due),
    replies: told.filter(({ move }) => move === 'interim-replied' || move === 'answered')
      .map(({ at, move, outcome, data }) => ({ at: toShanghaiIso(at), final: move === 'answered', outcome: outcome ?? null, details: data?.details ?? {} })),
    questions: told.flatMap(({ move, at, data }) => (move === 'information-requested' && data?.question !== undefined ? [{ at: toShanghaiIso(at), question: data.question }] : [])),
    ...(handedBack !== undefined && { returned: handedBack }),
  };
}
