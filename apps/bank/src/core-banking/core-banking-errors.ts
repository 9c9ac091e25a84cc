/** No message here holds account or identity numbers: they go to logs and worklists. */
export abstract class CoreBankingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Core banking was not reached: whatever was asked has certainly not been done. */
export class CoreBankingUnreachable extends CoreBankingError {}

/** It may or may not have been done: an order that was sent and got no usable answer. Ask by reference. */
export class FateUnknown extends CoreBankingError {
  /** @param answered core banking did answer, but with an error or something unreadable */
  constructor(message: string, readonly answered: boolean) {
    super(message);
  }
}

/** Core banking understood nothing of it and has done nothing (4xx): asking again will not help. */
export class CoreBankingRejection extends CoreBankingError {}
