import { isUuidv7 } from '@lianzhi/platform';
import { noticeId } from './notice-id';

describe('noticeId', () => {
  it('is a UUIDv7 that depends only on what is told', () => {
    const id = noticeId(Date.parse('2025-10-01T00:00:00+08:00'), 'request', 'answer', 1, 'breach', 'police-140108');
    expect(isUuidv7(id)).toBe(true);
    expect(noticeId(Date.parse('2025-10-01T00:00:00+08:00'), 'request', 'answer', 1, 'breach', 'police-140108')).toBe(id);
    expect(noticeId(Date.parse('2025-10-01T00:00:00+08:00'), 'request', 'answer', 2, 'breach', 'police-140108')).not.toBe(id);
  });
});
