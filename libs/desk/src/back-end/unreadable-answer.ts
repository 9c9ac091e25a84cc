import { FateUnknown } from './back-end-errors';

/** The system behind the desk said something that cannot be understood. It is never taken for "nothing there". */
export class UnreadableAnswer extends Error {}

/** Reads an answer. @throws FateUnknown when it cannot be understood */
export function understood<T>(body: unknown, read: (value: unknown) => T): T {
  try {
    return read(body);
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw new FateUnknown(`the answer of the back-end system cannot be read: ${error.message}`, true);
    throw error;
  }
}
