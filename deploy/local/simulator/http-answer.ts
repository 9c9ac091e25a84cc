/** Status and JSON body of an answer. */
export class HttpAnswer {
  constructor(readonly status: number, readonly body: unknown) {}
}
