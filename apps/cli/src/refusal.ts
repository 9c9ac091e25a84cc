/** A service refused or could not be reached: exit code 1. `problem` is what it answered (RFC 9457), if anything. */
export class Refusal extends Error {
  constructor(message: string, readonly problem?: unknown) {
    super(message);
  }
}
