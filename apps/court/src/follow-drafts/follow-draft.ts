import { shanghaiDate, type Bilingual, type Details, type FollowGround, type RequestContract } from '@lianzhi/contracts';
import type { DeskRequest, OpenedMessage, SubmittedData } from '@lianzhi/desk';
import type { DocumentReference, OrganisationRecord } from '@lianzhi/exchange';
import type { DraftToWrite } from '../drafts/draft';

export interface FollowDraftInput {
  drafted: RequestContract;
  earlier: RequestContract;
  request: DeskRequest;
  messages: readonly OpenedMessage[];
  ground: FollowGround;
  organisations: readonly OrganisationRecord[];
  /** Business time, ms. */
  now: number;
}

/** One draft per earlier request and drafted type; what begins anew later (a case is filed, then withdrawn) is a reason of its own. */
export const followKey = (drafted: string, requestId: string, ground: FollowGround): string => `follow/${drafted}/${requestId}${ground.by === 'started' ? `/${ground.name}` : ''}`;

/** The request that the earlier one gives rise to, as far as it is known: subject, case, and the documents that both name. Undefined when what was asked cannot be read. Pure. */
export function followDraft({ drafted, earlier, request, messages, ground, organisations, now }: FollowDraftInput): DraftToWrite | undefined {
  const asked = messages.find(({ move }) => move === 'submitted')?.data as SubmittedData | null | undefined;
  if (!asked) return undefined;
  const replies = messages.filter(({ move, standing, data }) => (move === 'answered' || move === 'interim-replied') && standing === 'confirmed' && data !== null);
  const reply = Object.assign({}, ...replies.map(({ data }) => data!.details ?? {})) as Details;
  const details = drafted.draftedAfter[request.type]!.details({
    ground, details: asked.details, reply, submittedOn: shanghaiDate(request.submittedAt), recipientName: nameOf(request.to, organisations),
  });
  return {
    organisation: request.from, key: followKey(drafted.type, request.id, ground), type: drafted.type, to: nearest(drafted, request.from, organisations), about: request.id, createdAt: now,
    reason: reasonOf(drafted, earlier, ground),
    body: {
      caseNumber: request.caseNumber, urgency: request.urgency, subject: asked.subject, details: present(details), officers: asked.officers ?? [], follows: request.id,
      documents: carriedOver(drafted, [...(asked.documents ?? []), ...messages.flatMap(({ side, data }) => (side === 'recipient' ? data?.documents ?? [] : []))]),
    },
  };
}

const present = (details: Details): Details => Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

/** Documents of the earlier request and its replies that the drafted one takes as well. */
function carriedOver({ documents }: RequestContract, known: readonly DocumentReference[]): string[] {
  const kinds = documents.filter(({ on = ['request'] }) => on.includes('request')).map(({ kind }) => kind);
  return [...new Set(known.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id))];
}

const nameOf = (code: string, organisations: readonly OrganisationRecord[]): string => organisations.find((one) => one.code === code)?.name ?? code;

/** The only active organisation of the sender's region that answers the type; null where there is none or more than one. */
function nearest({ responders }: RequestContract, sender: string, organisations: readonly OrganisationRecord[]): string | null {
  const region = organisations.find(({ code }) => code === sender)?.region;
  const near = organisations.filter(({ code, agency, operator, status, region: own }) => code !== sender && responders.includes(agency) && operator !== undefined && status === 'active' && own === region);
  return near.length === 1 ? near[0]!.code : null;
}

function reasonOf(drafted: RequestContract, earlier: RequestContract, ground: FollowGround): Bilingual {
  const obligation = earlier.obligations.find(({ name }) => name === ground.name)?.title;
  const why: Record<FollowGround['by'], Bilingual> = {
    breached: { zh: `「${obligation?.zh ?? ground.name}」逾期`, en: `“${obligation?.en ?? ground.name}” is overdue` },
    started: { zh: `「${obligation?.zh ?? ground.name}」已起算`, en: `“${obligation?.en ?? ground.name}” has begun` },
    outcome: { zh: `反馈结果为「${outcomeTitle(earlier, ground.name).zh}」`, en: `it was answered “${outcomeTitle(earlier, ground.name).en}”` },
    state: { zh: '已办结', en: 'it has ended' },
  };
  const { zh, en } = why[ground.by];
  return { zh: `「${earlier.title.zh}」${zh}，可提出「${drafted.title.zh}」`, en: `${earlier.title.en}: ${en}; ${drafted.title.en.toLowerCase()}` };
}

const outcomeTitle = ({ milestones }: RequestContract, outcome: string): Bilingual => milestones.find(({ impliedBy }) => impliedBy?.outcomes.includes(outcome))?.title ?? { zh: outcome, en: outcome };
