import { isPoison, isTransient, sqlStateOf } from './database-errors';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('database errors', () => {
  it.each(['08006', '40001', '40P01', '53300', '57P01', '57014', '58030', '55P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])('%s may pass', (code) => {
    expect(isTransient(withCode(code))).toBe(true);
    expect(isPoison(withCode(code))).toBe(false);
  });

  it.each(['22021', '22001', '22P02', '23505', '23514'])('%s never passes', (code) => {
    expect(isPoison(withCode(code))).toBe(true);
    expect(isTransient(withCode(code))).toBe(false);
  });

  it.each(['22P03', '42P01', 'XX000'])('%s is our own fault: neither', (code) => {
    expect(isPoison(withCode(code)) || isTransient(withCode(code))).toBe(false);
  });

  it('looks under wrappers and knows what pg says without a code', () => {
    expect(sqlStateOf({ driverError: withCode('40001') })).toBe('40001');
    expect(isTransient(new Error('outer', { cause: withCode('57P03') }))).toBe(true);
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isTransient(new Error('x')) || isTransient(undefined) || isPoison(null)).toBe(false);
  });
});
