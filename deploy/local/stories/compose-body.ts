import {
  catalogue as defaultCatalogue, exampleClock, missingDocuments, moveFields, replyFields, submissionFields,
  type Catalogue, type Details, type FieldSet, type MovePath, type ReplyExample, type RequestContract, type Subject,
} from '@lianzhi/contracts';
import { caseOf, type Step, type Story } from './story';

/** A body whose documents are still named by their kinds. */
export type Body = Record<string, unknown> & { documents?: string[]; details?: Details };

/** The body of `POST /v1/requests`: the contract's example overlaid with what the step says, and is on what the step before it was on. `follows` is a request id. */
export function requestBody(contract: RequestContract, step: Step, story: Story, follows: string | undefined, catalogue: Pick<Catalogue, 'find'> = defaultCatalogue): Body {
  const example = contract.example(exampleClock(step.at));
  const { top, details } = split(step.with, submissionFields(contract), contract.request);
  const asked: Details = { ...example.details, ...objectOf(story.steps.find(({ do: move, request }) => move === 'request' && request === step.follows), contract, catalogue), ...details };
  return {
    ...example, to: step.to, caseNumber: caseOf(story, step.by).number, subject: story.debtor satisfies Subject, urgency: step.urgency ?? 'ordinary',
    ...top, details: asked, documents: (top.documents as string[] | undefined) ?? missingDocuments(contract, 'request', asked, []),
    ...(follows !== undefined && { follows }),
  };
}

/** What a measure of the earlier step is on (a flat, an account), as far as the later one can name it. */
function objectOf(earlier: Step | undefined, { request }: RequestContract, catalogue: Pick<Catalogue, 'find'>): Details {
  const names = (earlier && catalogue.find(earlier.type!)?.measure?.object) ?? [];
  return Object.fromEntries(names.filter((name) => Object.hasOwn(request.fields, name) && earlier!.with[name] !== undefined).map((name) => [name, earlier!.with[name]]));
}

/** The body of `…/replies`. */
export function replyBody(contract: RequestContract, step: Step): Body {
  const { top, details } = split(step.with, replyFields(contract));
  const example = replyExample(contract, step, top);
  return { ...example, ...top, details: { ...example.details, ...details } };
}

/** The body of any other move. */
export function moveBody(contract: RequestContract, path: MovePath, step: Step): Body {
  const { top, details } = split(step.with, moveFields(contract, path));
  return { ...top, ...(Object.keys(details).length > 0 && { details }) };
}

/**
 * What a story writes side by side: members of the body, and fields of its details. A name of both (`officers`: who handles
 * the request, and how many police are needed) belongs where its value fits.
 */
function split(written: Record<string, unknown>, { fields }: Pick<FieldSet, 'fields'>, own: Pick<FieldSet, 'fields'> = { fields: {} }): { top: Record<string, unknown>; details: Details } {
  const isTop = ([name, value]: [string, unknown]) => Object.hasOwn(fields, name) && !(Object.hasOwn(own.fields, name) && own.fields[name]!.rule.test(value));
  const entries = Object.entries(written);
  return { top: Object.fromEntries(entries.filter(isTop)), details: Object.fromEntries(entries.filter((entry) => !isTop(entry))) };
}

function replyExample(contract: RequestContract, { at }: Step, { outcome, milestone }: Record<string, unknown>): ReplyExample {
  const examples = contract.replyExamples(exampleClock(at));
  return examples[`${String(outcome)}:${String(milestone)}`] ?? examples[String(outcome)] ?? { final: true, details: {} };
}
