import { BadRequestException, ConflictException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { problemBody } from './problem-body';
import { PROBLEMS, problem, slugOfStatus } from './problem-catalogue';
import { problemOf } from './problem-of';
import { Problem } from './problem';
import { moveNotAllowed, unauthenticated } from './refusals';

describe('problems', () => {
  it('render in one language, with what was added', () => {
    const body = problemBody(moveNotAllowed({ zh: '已办结', en: 'Closed' }, ['objection']), 'en', 'abc');
    expect(body).toEqual({ type: 'urn:lianzhi:problem:move-not-allowed', error: 'move-not-allowed', status: 409, title: 'The move is not allowed in this state', detail: 'Closed', allowed: ['objection'], traceId: 'abc' });
    expect(problemBody(new Problem({ slug: 'amount-over-cap', status: 422, title: { zh: '超额', en: 'Over the cap' } }, { extra: { remainingCap: '0.00', status: 1 } }), 'zh-CN')).toMatchObject({ error: 'amount-over-cap', remainingCap: '0.00', status: 422, title: '超额' });
  });

  it('come from whatever was thrown', () => {
    const slugs = [new NotFoundException(), new ConflictException(), new PayloadTooLargeException(), new BadRequestException('x'), new Error('secret'), 'text', undefined].map((error) => problemOf(error).slug);
    expect(slugs).toEqual(['not-found', 'conflict', 'too-large', 'bad-request', 'internal', 'internal', 'internal']);
    const parser = (fields: object): string => problemOf(Object.assign(new Error(), fields)).slug;
    expect(parser({ type: 'entity.parse.failed', status: 400, expose: true })).toBe('broken-json');
    expect(parser({ status: 413, expose: true })).toBe('too-large');
    expect(parser({ status: 404 })).toBe('internal'); // not marked as the caller's fault
    expect(parser({ name: 'MulterError', code: 'LIMIT_FILE_SIZE' })).toBe('too-large');
  });

  it('say of a database that has no room or no connection that it may be tried again, and not what was wrong', () => {
    const busy = Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
    const gone = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' });
    const full = new Error('timeout exceeded when trying to connect');
    for (const error of [busy, gone, full]) {
      const answered = problemOf(error);
      expect([answered.slug, answered.status, answered.headers]).toEqual(['unavailable', 503, { 'Retry-After': '2' }]);
      expect(JSON.stringify(problemBody(answered, 'zh-CN')) + JSON.stringify(problemBody(answered, 'en'))).not.toMatch(/clients|10\.0|connect E|timeout/);
      expect(answered.detail?.zh).toContain('Idempotency-Key');
    }
    expect(problemOf(Object.assign(new Error('duplicate key'), { code: '23505' })).slug).toBe('internal');
  });

  it('are one per status where the framework throws', () => {
    expect([400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503, 418, 502].map(slugOfStatus)).toEqual([
      'bad-request', 'unauthenticated', 'forbidden', 'not-found', 'method-not-allowed', 'conflict', 'too-large', 'unsupported-media-type', 'invalid', 'too-many-requests', 'unavailable', 'bad-request', 'internal',
    ]);
    expect(Object.keys(PROBLEMS).every((slug) => /^[a-z-]+$/.test(slug))).toBe(true);
  });

  it('challenge who has no token', () => {
    expect(unauthenticated({ zh: '', en: 'gone' }, 'invalid_token').headers).toEqual({ 'WWW-Authenticate': 'Bearer realm="lianzhi", error="invalid_token", error_description="gone"' });
    expect(problem('unavailable')).toBeInstanceOf(Error);
  });
});
