import { isPlainObject } from '@lianzhi/contracts';
import { UnreadableAnswer } from './unreadable-answer';

/** What the system behind a desk recorded under a reference. `A`: kind of operation → its answer. */
export type OperationOf<A extends object> = { [K in keyof A]: { operation: K; answer: A[K] } }[keyof A];

/** The recorded answer, if the operation is of that kind. */
export const recordedAnswer = <O extends { operation: PropertyKey; answer: unknown }, K extends O['operation']>(known: O, kind: K): Extract<O, { operation: K }>['answer'] | undefined =>
  (known.operation === kind ? known.answer : undefined);

/** @throws UnreadableAnswer */
export function readOperation<A extends object>(kinds: readonly (keyof A & string)[], readAnswer: <K extends keyof A>(kind: K, value: unknown) => A[K], value: unknown): OperationOf<A> {
  const { operation, answer } = isPlainObject(value) ? value : {} as Record<string, unknown>;
  const kind = kinds.find((one) => one === operation);
  if (kind === undefined) throw new UnreadableAnswer('operation of an unknown kind');
  return { operation: kind, answer: readAnswer(kind, answer) };
}
