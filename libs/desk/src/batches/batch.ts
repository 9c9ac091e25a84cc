import type { Bilingual } from '@lianzhi/contracts';
import type { Problem, ProblemField } from '@lianzhi/platform';

/** Most lines of one batch. */
export const mostLines = 1_000;

/** `open`: not sent yet. In the API and stored: do not rename. */
export const lineStates = ['open', 'accepted', 'refused'] as const;
export type LineState = (typeof lineStates)[number];

/** Members of the body of `POST /v1/requests`: those of a line stand in the place of the batch's own. */
export type Members = Record<string, unknown>;

/** Why a line was refused, as the API would have refused it by itself. In the API and stored: do not rename. */
export interface Refusal {
  error: string;
  detail: Bilingual;
  errors?: readonly ProblemField[];
  /** Kinds of the missing documents. */
  missing?: readonly string[];
  /** Who took over from the closed organisation that the line names, or that was to send it: ask it, or let it ask. */
  successor?: string;
}

export interface BatchToWrite {
  id: string;
  organisation: string;
  by: string;
  type: string;
  base: Members;
  lines: readonly { members: Members; refusal?: Refusal }[];
  /** Business time, ms. */
  createdAt: number;
  traceparent?: string;
}

export interface Batch { id: string; organisation: string; by: string; type: string; base: Members; lines: number; createdAt: number; traceparent?: string }

export interface BatchLine { batchId: string; line: number; members: Members; requestId: string; state: LineState; refusal: Refusal | null; attempts: number }

export const refusalOf = ({ slug, title, detail, errors, extra }: Problem): Refusal => ({
  error: slug, detail: detail ?? title, ...(errors && { errors }), ...(Array.isArray(extra?.['missing']) && { missing: extra['missing'] as string[] }),
  ...(typeof extra?.['successor'] === 'string' && { successor: extra['successor'] }),
});

/** The whole body of a line's request; `details` member by member. */
export function bodyOfLine({ type, base }: Pick<Batch, 'type' | 'base'>, members: Members): Members {
  const details = { ...(base['details'] as Members | undefined), ...(members['details'] as Members | undefined) };
  return { ...base, ...members, details, type };
}
