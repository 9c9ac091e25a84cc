import type { Bilingual } from '@lianzhi/contracts';
import type { Problem } from '@lianzhi/platform';
import { deskProblem, type DeskProblem } from '../moves/desk-problems';

/** A refusal because of one field; its sentence is also the problem's. */
export const fieldProblem = (slug: DeskProblem, pointer: string, detail: Bilingual, extra?: Record<string, unknown>): Problem =>
  deskProblem(slug, { detail, errors: [{ pointer, code: slug, detail }], ...(extra && { extra }) });
