/** A sentence in the two languages of the callers. */
interface Bilingual {
  zh: string;
  en: string;
}

/** One field at fault. */
export interface ProblemField {
  /** JSON pointer (RFC 6901) into the body. */
  pointer?: string;
  /** Name of the query parameter or header, when the fault is not in the body. */
  parameter?: string;
  /** Stable slug of the rule that was broken. */
  code: string;
  detail: Bilingual;
}

/** What all occurrences of a problem share. WARNING: callers compare the slug; renaming one breaks them. */
export interface ProblemKind {
  slug: string;
  status: number;
  title: Bilingual;
}

export interface ProblemDetails {
  detail?: Bilingual;
  errors?: readonly ProblemField[];
  /** Members added to the body (`allowed`, `missing`, `remainingCap`, …). */
  extra?: Readonly<Record<string, unknown>>;
  /** Response headers (`Retry-After`, `WWW-Authenticate`). */
  headers?: Readonly<Record<string, string>>;
}

/** A refusal that the caller can act on, in the form of RFC 9457. */
export class Problem extends Error {
  readonly slug: string;
  readonly status: number;
  readonly title: Bilingual;
  readonly detail?: Bilingual;
  readonly errors?: readonly ProblemField[];
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, details: ProblemDetails = {}) {
    super(details.detail?.en ?? kind.title.en);
    this.name = 'Problem';
    this.slug = kind.slug;
    this.status = kind.status;
    this.title = kind.title;
    Object.assign(this, details);
  }

  /** Stable identifier of the kind of problem, the `type` of the body. */
  get type(): string {
    return `urn:lianzhi:problem:${this.slug}`;
  }
}
