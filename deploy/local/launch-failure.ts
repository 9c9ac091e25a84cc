/** The launch cannot go on and a person can do something about it: one sentence per language, exit code 1. */
export class LaunchFailure extends Error {
  constructor(readonly zh: string, readonly en: string) {
    super(`${zh}\n${en}`);
    this.name = 'LaunchFailure';
  }
}
