import type { Bilingual } from './bilingual';
import type { OutcomeKind } from './request-contract';

/** One outcome of a reply (design §6). Names are on the wire: do not rename. */
export interface OutcomeRule {
  readonly name: string;
  readonly title: Bilingual;
  readonly final: boolean;
  readonly interim: boolean;
  /** Common reply fields that it cannot do without. */
  readonly requires: readonly string[];
}

interface OutcomeOptions { final?: boolean; interim?: boolean; requires?: string[] }
const outcome = (name: string, zh: string, en: string, { final = true, interim = true, requires = [] }: OutcomeOptions = {}): OutcomeRule =>
  ({ name, title: { zh, en }, final, interim, requires });

/**
 * What a reply may state, by kind of contract. "Nothing found" after an error cannot be said: `none_proven` means that a
 * search was made, so it names its source and its as-of time, and whatever was not done gives its reason.
 */
export const outcomes: Readonly<Record<OutcomeKind, readonly OutcomeRule[]>> = {
  query: [
    outcome('found', '查到', 'Found'),
    outcome('none_proven', '经查无', 'Searched, nothing there', { requires: ['source', 'asOf'] }),
    outcome('not_searched', '未查询', 'Not searched', { requires: ['reason'] }),
    outcome('failed', '查询失败', 'Search failed', { requires: ['reason'] }),
    outcome('partial', '部分查到', 'Partly searched'),
  ],
  control: [
    outcome('done', '已办理', 'Done'),
    outcome('partial', '部分办理', 'Partly done'),
    outcome('waiting', '轮候', 'Waiting in rank', { requires: ['rank'] }),
    outcome('accepted_not_done', '已受理未办成', 'Accepted, not done', { requires: ['reason'] }),
    outcome('refused', '拒绝办理', 'Refused', { requires: ['reason'] }),
  ],
  search: [
    outcome('found', '找到', 'Found'),
    outcome('not_found_yet', '暂未找到', 'Not found yet', { final: false }),
    outcome('expired', '布控期满未找到', 'Watch ended, not found', { interim: false, requires: ['reason'] }),
  ],
  decision: [
    outcome('granted', '同意', 'Granted', { interim: false }),
    outcome('declined', '不同意', 'Declined', { interim: false, requires: ['reason'] }),
  ],
  service: [
    outcome('done', '已完成', 'Done', { interim: false }),
    outcome('not_done', '未完成', 'Not done', { interim: false, requires: ['reason'] }),
  ],
};

/** Kinds whose interim replies may say what happened by a milestone or a note, without any outcome. */
export const interimWithoutOutcome: readonly OutcomeKind[] = ['decision', 'service'];
