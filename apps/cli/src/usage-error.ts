/** The command line itself is wrong: exit code 2. One sentence in each language. */
export class UsageError extends Error {
  constructor(readonly zh: string, readonly en: string) {
    super(en);
  }
}
