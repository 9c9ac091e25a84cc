/** What went wrong with the system behind a desk. No message here holds account or identity numbers: they go to logs and worklists. */
export abstract class BackEndError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The system was not reached: whatever was asked has certainly not been done. */
export class BackEndUnreachable extends BackEndError {}

/** It may or may not have been done: an order that was sent and got no usable answer. Ask by reference. */
export class FateUnknown extends BackEndError {
  /** @param answered the system did answer, but with an error or something unreadable */
  constructor(message: string, readonly answered: boolean) {
    super(message);
  }
}

/** The system understood nothing of it and has done nothing (4xx): asking again will not help. */
export class BackEndRejection extends BackEndError {}
