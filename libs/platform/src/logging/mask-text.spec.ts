import { createLogger } from './create-logger';
import { maskCreditCode, maskIdNumber, maskText } from './mask-text';

describe('maskText', () => {
  it.each([
    ['被执行人140105199001011234逃匿', '被执行人1401**********1234逃匿'],
    ['id=14010519900101123X.', 'id=1401**********123X.'],
    ['acct6222020502001234567', 'acct6222***********4567'],
    ['622848001234', '6228****1234'],
    ['91140100MA0K12345X', '91140100******345X'],
    ['Key (id_number)=(140105199001011234) exists', 'Key (id_number)=(1401**********1234) exists'],
  ])('masks %s', (text, masked) => expect(maskText(text)).toBe(masked));

  it.each([
    '018f3b6e-0000-7000-8000-123456789012', 'a'.repeat(8) + '1'.repeat(24), '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '（2025）晋0105执1234号', '2025-09-03T00:00:00.000+08:00', 'police-140105', 'request 12345678901',
  ])('leaves %s', (text) => expect(maskText(text)).toBe(text));

  it('keeps JSON valid', () => {
    const line = JSON.stringify({ a: 140105199001011234n.toString(), b: 622848001234, c: [622848001234, 1], d: -622848001234 });
    expect(() => JSON.parse(maskText(line)) as unknown).not.toThrow();
    expect(maskText(line)).not.toContain('140105199001011234');
    expect(maskText(line)).not.toContain('622848001234');
  });

  it('masks single numbers', () => {
    expect(maskIdNumber('140105199001011234')).toBe('1401**********1234');
    expect(maskIdNumber('1234')).toBe('****');
    expect(maskCreditCode('91140100MA0K12345X')).toBe('91140100******345X');
  });
});

it('the logger masks fields, messages and errors', () => {
  let written = '';
  const logger = createLogger('court', { destination: { write: (line) => void (written += line) } });
  logger.warn({ subject: { idNumber: '140105199001011234' }, err: new Error('no 140105199001011234') }, 'refused 140105199001011234');
  expect(written).not.toContain('140105199001011234');
  expect(JSON.parse(written)).toMatchObject({ level: 'warn', service: 'court', msg: 'refused 1401**********1234' });
});
