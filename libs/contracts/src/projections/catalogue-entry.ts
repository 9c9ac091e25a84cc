import type { Catalogue } from '../catalogue';
import { measureKind } from '../measures';
import { actsOf } from '../measures/measure-faults';
import { outcomes } from '../outcomes';
import type { ExampleClock, RequestContract } from '../request-contract';
import { replyForm, requestForm } from './form';
import { replySchema, submissionSchema } from './json-schema';

/** One line of `GET /v1/catalogue`. */
export const catalogueSummary = ({ type, version, title, kind, channel, requesters, responders, subjectKinds, follows }: RequestContract) =>
  ({ type, version, title, kind, channel, requesters, responders, subjectKinds, follows });

/** One per outcome; those of an outcome with a milestone (`found:held`) go apart. */
const examplesOf = (contract: RequestContract, at: ExampleClock, withMilestone: boolean) =>
  Object.fromEntries(Object.entries(contract.replyExamples(at)).filter(([name]) => name.includes(':') === withMilestone));

/** Those marked `required` suffice for the example, whose details may ask for more than every request needs (`requiredWhen` says when). */
const documentsOf = (contract: RequestContract, at: ExampleClock) => {
  const { documents } = contract.example(at);
  return contract.documents.map(({ on = ['request'], required, ...document }) => ({ ...document, required: required || (on.includes('request') && documents.includes(document.kind)), on }));
};

/**
 * `GET /v1/catalogue/{type}`: everything that a caller needs to ask and to answer. The examples' dates follow the clock
 * given; `documents` of the examples hold the kinds whose uploaded documents' ids belong there.
 */
export const catalogueEntry = (catalogue: Pick<Catalogue, 'agency'>, contract: RequestContract, at: ExampleClock) => ({
  ...catalogueSummary(contract),
  ...contract.requester && { requester: contract.requester },
  caseOf: contract.caseOf,
  ...contract.debtorNamedIn && { debtorNamedIn: contract.debtorNamedIn },
  officers: contract.officers,
  until: contract.until ?? {},
  ...(contract.watch && { watch: contract.watch }),
  followsWhen: contract.followsWhen,
  draftedAfter: Object.keys(contract.draftedAfter),
  onPerformance: contract.onPerformance,
  staysAnsweredAfter: contract.staysAnsweredAfter,
  documents: documentsOf(contract, at),
  outcomes: outcomes[contract.kind].map((rule) => ({ ...rule, requires: contract.replyRequires[rule.name] ?? [] })),
  ...contract.measure && { measure: { kind: contract.measure.kind, title: measureKind(contract.measure.kind).title, acts: actsOf(contract.measure), ...contract.measure.amount && { amount: contract.measure.amount }, ...contract.measure.renewal && { renewedBy: contract.measure.renewal.type } } },
  milestones: contract.milestones,
  obligations: contract.obligations,
  request: {
    schema: submissionSchema(contract),
    form: requestForm(contract),
    example: { ...contract.example(at), to: catalogue.agency(contract.responders[0]!)?.sample ?? contract.responders[0]! },
  },
  reply: {
    schema: replySchema(contract),
    form: replyForm(contract),
    examples: examplesOf(contract, at, false),
    interimExamples: examplesOf(contract, at, true),
  },
});

export type CatalogueEntry = ReturnType<typeof catalogueEntry>;
