import type { Bilingual } from '@lianzhi/contracts';
import { Problem } from '@lianzhi/platform';

/**
 * Refusals of a desk besides the platform's. WARNING: slugs are public (`error` and `type` of the body).
 */
const kinds = {
  'unknown-type': { status: 422, title: { zh: '没有该事项类型', en: 'There is no such request type' } },
  'unknown-organisation': { status: 422, title: { zh: '名录中没有该单位', en: 'The directory has no such organisation' } },
  'suspended-organisation': { status: 422, title: { zh: '该单位已停用，暂不能接收', en: 'The organisation is suspended and takes nothing' } },
  'closed-organisation': { status: 422, title: { zh: '该单位已撤销', en: 'The organisation is closed' } },
  'succeeded-organisation': { status: 403, title: { zh: '本单位已撤销，由承继单位办理', en: 'This organisation is closed; its successor acts' } },
  'recipient-does-not-answer': { status: 422, title: { zh: '该单位不办理此类事项', en: 'That organisation does not answer this type' } },
  'not-superior': { status: 422, title: { zh: '须由上级向下级提出', en: 'Only whoever stands above may ask this' } },
  'not-permitted': { status: 403, title: { zh: '本单位不能发出此类事项', en: 'This organisation may not send this type' } },
  'documents-missing': { status: 422, title: { zh: '缺少必需的文书', en: 'Documents are missing' } },
  'unknown-document': { status: 422, title: { zh: '没有该文书', en: 'There is no such document' } },
  'unknown-follows': { status: 422, title: { zh: '所承接的事项不存在或不能承接', en: 'The request to follow does not exist or cannot be followed' } },
  'follows-not-yet': { status: 422, title: { zh: '所承接的事项尚不允许下一步', en: 'The request to follow does not allow this step yet' } },
  'follows-required': { status: 422, title: { zh: '此类事项须写明所承接的事项', en: 'This type must name the request it follows' } },
  'measure-lapsed': { status: 422, title: { zh: '原措施已届满失效，须重新查封、冻结', en: 'The measure has lapsed: make it anew' } },
  'already-claimed': { status: 409, title: { zh: '已由同事认领', en: 'A colleague has it in hand' } },
  'unknown-colleague': { status: 422, title: { zh: '本单位没有这位同事', en: 'There is no such colleague' } },
  'extension-not-allowed': { status: 409, title: { zh: '该事项的办理时限不能延长', en: 'No running time limit of this request may be extended' } },
  'extension-too-long': { status: 422, title: { zh: '超出可延长的期限', en: 'Longer than the rule allows' } },
  'message-too-big': { status: 413, title: { zh: '内容过大，无法发送', en: 'Too big to be sent' } },
} as const;

export type DeskProblem = keyof typeof kinds;
export const isDeskProblem = (slug: string): slug is DeskProblem => Object.hasOwn(kinds, slug);

export const deskProblem = (slug: DeskProblem, details: { detail?: Bilingual; extra?: Record<string, unknown>; errors?: { pointer: string; code: string; detail: Bilingual }[] } = {}): Problem =>
  new Problem({ slug, ...kinds[slug] }, details);
