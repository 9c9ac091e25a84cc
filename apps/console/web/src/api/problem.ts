/** A refusal of a service (RFC 9457), in the language of the page. */
export class ApiProblem extends Error {
  constructor(readonly status: number, readonly body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'ApiProblem';
  }
}

export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  /** Stable name of the kind. */
  error?: string;
  errors?: FieldError[];
  traceId?: string;
  [extra: string]: unknown;
}

/** `pointer`: JSON pointer of the field in the body. */
export interface FieldError { pointer: string; code: string; detail: string }

/** The service could not be asked at all. */
export class NoConnection extends Error {}

export const isProblem = (error: unknown, kind?: string): error is ApiProblem => error instanceof ApiProblem && (kind === undefined || error.body.error === kind);
