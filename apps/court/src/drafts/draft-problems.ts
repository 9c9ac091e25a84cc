import { Problem } from '@lianzhi/platform';
import type { Draft } from './draft';

/** 409: sent or discarded already. WARNING: the slug is public. */
export const draftNotOpen = ({ state, request }: Pick<Draft, 'state' | 'request'>): Problem =>
  new Problem({ slug: 'draft-not-open', status: 409, title: { zh: '该代拟事项已处理', en: 'The draft is no longer open' } }, {
    detail: state === 'sent' ? { zh: '该代拟事项已发送，不能再次处理', en: 'The draft has been sent already' } : { zh: '该代拟事项已作废', en: 'The draft has been discarded' },
    extra: { state, request },
  });
