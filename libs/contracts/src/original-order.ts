import type { Bilingual } from './bilingual';
import { optional, text } from './fields';
import type { Issue } from './issue';

/** A later order names the one that it continues or ends (原通知书文号) unless it `follows` that request. */
export const originalOrder = (order: Bilingual) => optional(text({ zh: `原${order.zh}文号`, en: `Number of the original ${order.en}`, max: 120 }));

/** @param matter the original request, in words */
export const originalIssues = ({ details, follows }: { details: { originalOrder?: string }; follows?: string }, order: Bilingual, matter: Bilingual): Issue[] =>
  (details.originalOrder !== undefined || follows !== undefined ? [] : [{
    pointer: '/details/originalOrder', code: 'original-missing',
    zh: `须写明原${order.zh}文号，或以 follows 指明原${matter.zh}事项`, en: `is required unless follows names the ${matter.en} request`,
  }]);
