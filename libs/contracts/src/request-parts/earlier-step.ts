import { optional, text, type OptionalField } from '../fields';
import type { Issue } from '../issue';
import { detailIssue } from './detail-issue';

/** Number of the document of an earlier step that was taken on paper, where `follows` cannot name it. */
export const paperStep = (zh: string, en: string): OptionalField<string> => optional(text({ zh, en, max: 120, hint: { zh: '前一步骤未经本系统办理时填写', en: 'when the earlier step was not taken in this system' } }));

/** A later step of a thread names the earlier one: by `follows`, or by the number of its paper document. */
export const earlierStepNamed = (field: string, number: string | undefined, follows: string | undefined): Issue[] => number !== undefined || follows !== undefined ? []
  : [detailIssue(field, 'original-missing', '须以 follows 指明所承接的事项，或写明其文书文号', 'is required unless follows names the earlier step')];
