/** A service cannot start and a person can do something about it: one sentence in each language, no stack trace, exit code 1. */
export class StartupError extends Error {
  readonly exitCode = 1;

  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} ${en}`);
    this.name = 'StartupError';
  }
}
