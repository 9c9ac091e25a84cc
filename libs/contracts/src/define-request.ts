import type { Bilingual } from './bilingual';
import { BadDeclaration } from './bad-declaration';
import { faultsOf } from './declaration-faults';
import { fieldSet, type Fields, type ValueOf } from './fields';
import type { DraftRule } from './draft-rule';
import type { FollowRule } from './follow-rule';
import type { Issue } from './issue';
import type { CaseMoneyRule, HandedOverRule, MeasureRule } from './measures';
import { missingDocuments } from './missing-documents';
import type { ObligationRule, Urgency } from './obligation-rule';
import { outcomes } from './outcomes';
import { commonReplyFields } from './reply-fields';
import type {
  CheckContext, CheckedReply, CheckedSubmission, DocumentRule, ExampleClock, MilestoneRule, Officer, OutcomeKind, ReplyExample, RequestContract, Subject, SubjectKind,
} from './request-contract';
import { acceptObligation, deliverObligation } from './standard-obligations';
import type { RelationRule } from './relation-rule';
import type { WatchRule } from './watch-rule';

/** The common reply fields are optional members of every reply. */
type CommonReply = { source?: string; asOf?: string; reason?: string; note?: string; rank?: number };
type ReplyValue<R extends Fields> = ValueOf<R> & CommonReply;

/** What a contract file says; everything left out has the default named in its comment. */
export interface RequestDeclaration<Q extends Fields, R extends Fields> {
  type: string;
  /** Default 1. A breaking change is a new version. */
  version?: number;
  title: Bilingual;
  kind: OutcomeKind;
  /** Default `lane`. */
  channel?: 'http';
  requesters: readonly string[];
  responders: readonly string[];
  /** Default: each of the requesters may ask all of the responders. */
  requester?: RelationRule;
  subjectKinds: readonly SubjectKind[];
  /** Default: in a case of the requester's own. */
  caseOf?: 'any';
  /** Default: the subject is always a debtor. */
  debtorNamedIn?: string & keyof Q;
  request: Q;
  /** Besides the common fields of the kind. */
  reply: R;
  /** Outcome → its required reply fields, besides those of the kind. */
  replyRequires?: Record<string, readonly (string & (keyof R | keyof CommonReply))[]>;
  until?: { request?: string & keyof Q; reply?: string & keyof R };
  documents?: readonly DocumentRule[];
  /** Default: none needed. */
  officers?: { min: number };
  milestones?: readonly MilestoneRule[];
  /** `deliver` and `accept` are added unless declared. */
  obligations: readonly ObligationRule[];
  follows?: readonly string[];
  /** Default: an earlier request allows this one at once. */
  followsWhen?: Readonly<Record<string, FollowRule>>;
  /** Default: nothing is drafted by itself. */
  draftedAfter?: Readonly<Record<string, DraftRule>>;
  /** Default: `keep`. */
  onPerformance?: 'withdraw' | 'keep';
  /** Default: it closes by itself after every outcome. */
  staysAnsweredAfter?: readonly string[];
  /** What its replies do to the requester's ledger of measures. */
  measure?: MeasureRule;
  /** Which measures of the ledger go to another court with it. */
  handsOver?: HandedOverRule;
  /** What it moves between the debtor and the account of the case. */
  caseMoney?: CaseMoneyRule;
  /** Default: none. */
  watch?: WatchRule;
  /** Rules across fields; run only when every field is right by itself. Pointers start at the body. */
  checkRequest?(body: CheckedSubmission<NoInfer<ValueOf<Q>>>, context: CheckContext): Issue[];
  checkReply?(body: CheckedReply<NoInfer<ReplyValue<R>>>, context: CheckContext): Issue[];
  example(at: ExampleClock): { subject: Subject; details: NoInfer<ValueOf<Q>>; urgency?: Urgency; officers?: Officer[] };
  replyExamples(at: ExampleClock): Record<string, Omit<ReplyExample<NoInfer<ReplyValue<R>>>, 'final' | 'outcome'> & { final?: boolean }>;
}

const withStandard = (own: readonly ObligationRule[]): ObligationRule[] =>
  [...[deliverObligation, acceptObligation].filter((standard) => !own.some(({ name }) => name === standard.name)), ...own];

const requiredFields = (kind: OutcomeKind, own: Record<string, readonly string[]> = {}): Record<string, string[]> =>
  Object.fromEntries(outcomes[kind].map(({ name, requires }) => [name, [...requires, ...own[name] ?? []]]));

/** `found:held` → outcome `found`; a milestone makes it interim unless the example says otherwise. */
const outcomeOfKey = (key: string): string => key.split(':')[0]!;

/**
 * Makes a request type. Refuses a declaration that contradicts itself, its examples included.
 * @throws BadDeclaration naming every fault
 */
export const defineRequest = <const Q extends Fields, const R extends Fields>(declared: RequestDeclaration<Q, R>): RequestContract<ValueOf<Q>, ReplyValue<R>> => {
  const { type, kind, version = 1, documents = [], officers = { min: 0 }, milestones = [], follows = [], followsWhen = {}, draftedAfter = {}, onPerformance = 'keep', staysAnsweredAfter = [], checkRequest, checkReply } = declared;
  const name = type.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const contract: RequestContract<ValueOf<Q>, ReplyValue<R>> = {
    type, version, title: declared.title, kind, channel: declared.channel ?? 'lane',
    requesters: declared.requesters, responders: declared.responders, ...declared.requester && { requester: declared.requester }, subjectKinds: declared.subjectKinds,
    caseOf: declared.caseOf ?? 'requester', ...declared.debtorNamedIn && { debtorNamedIn: declared.debtorNamedIn },
    request: fieldSet(declared.request, `${name}Request`),
    reply: fieldSet({ ...commonReplyFields[kind], ...declared.reply }, `${name}Reply`) as unknown as RequestContract<ValueOf<Q>, ReplyValue<R>>['reply'],
    replyRequires: requiredFields(kind, declared.replyRequires),
    until: declared.until, documents, officers, milestones, follows, followsWhen, draftedAfter, onPerformance, staysAnsweredAfter,
    watch: declared.watch,
    obligations: withStandard(declared.obligations),
    ...declared.measure && { measure: declared.measure }, ...declared.handsOver && { handsOver: declared.handsOver }, ...declared.caseMoney && { caseMoney: declared.caseMoney },
    checkRequest: (body, context) => checkRequest?.(body, context) ?? [],
    checkReply: (body, context) => checkReply?.(body, context) ?? [],
    example(at) {
      const { subject, details, urgency = 'ordinary', officers: own } = declared.example(at);
      return {
        type, to: `${declared.responders[0]}-000000`, caseNumber: '（2025）晋1031执123号', urgency, subject, details,
        officers: own ?? exampleOfficers, documents: missingDocuments({ documents }, 'request', details, []),
      };
    },
    replyExamples: (at) => Object.fromEntries(Object.entries(declared.replyExamples(at)).map(([key, example]) => {
      const outcome = outcomeOfKey(key);
      return [key, { final: outcomes[kind].find((rule) => rule.name === outcome)?.final ?? false, outcome, ...example }];
    })),
  };
  const faults = faultsOf(contract as unknown as RequestContract, declared);
  if (faults.length > 0) throw new BadDeclaration(`Request type ${type}`, faults);
  return Object.freeze(contract);
};

const exampleOfficers: Officer[] = [
  { name: '李某', workCard: '晋1031-2019-0037', dutyCard: '晋执公0312' },
  { name: '郭某', workCard: '晋1031-2021-0052', dutyCard: '晋执公0347' },
];
