import { choice, optional, text, type OptionalField } from '../fields';
import type { Issue } from '../issue';
import { detailIssue } from './detail-issue';

/** Number of the document of an earlier step that was taken on paper, where `follows` cannot name it. */
export const paperStep = (zh: string, en: string): OptionalField<string> => optional(text({
  zh, en, max: 120, hint: { zh: '前一步骤经本系统办理的，须以“承接事项”指明，不以文号代替', en: 'an earlier step taken in this system is named by follows, not by its number' },
}));

/** Why there is no earlier request to follow: a thread is never left silently. Values are on the wire. */
export const paperReason = optional(choice({
  zh: '前一步骤纸质办理原因', en: 'Why the earlier step was on paper', options: {
    'before-exchange': { zh: '前一步骤办理于接入本系统之前', en: 'It was taken before joining the exchange' },
    'not-joined': { zh: '办理前一步骤的单位未接入本系统', en: 'Who took it has not joined the exchange' },
    outage: { zh: '系统故障期间以纸质办理', en: 'It was taken on paper during an outage' },
  },
  hint: { zh: '未承接本系统事项时必填，与文书文号一并写明', en: 'required with the number unless follows names the earlier step' },
}));

/** A later step of a thread names the earlier one by `follows`; or, said with its reason, by the number of its paper document. */
export const earlierStepNamed = (field: string, number: string | undefined, reason: string | undefined, follows: string | undefined): Issue[] => {
  if (follows !== undefined) return [];
  if (number === undefined) return [detailIssue(field, 'original-missing', '须以 follows 指明所承接的事项；前一步骤系纸质办理的，写明其文书文号和原因', 'is required unless follows names the earlier step')];
  return reason === undefined ? [detailIssue('paperReason', 'required-by-details', '未以 follows 承接本系统事项的，须说明前一步骤纸质办理的原因', 'is required unless follows names the earlier step')] : [];
};
