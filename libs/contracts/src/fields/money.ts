import { defineField, type FieldTitle, type RequiredField } from './field';

/** Yuan with two places, at most 15 digits before the point, no sign: `480000.00`. */
export const moneyPattern = '^[0-9]{1,15}\\.[0-9]{2}$';
/** The same, more than nothing. */
export const positiveMoneyPattern = '^(?=.*[1-9])[0-9]{1,15}\\.[0-9]{2}$';

/** Money as whole fen (分), for comparing and adding. `money` must match `moneyPattern`. */
export const fenOf = (money: string): bigint => BigInt(money.replace('.', ''));
/** Whole fen as money; throws on a negative amount. */
export const moneyOf = (fen: bigint): string => {
  if (fen < 0n) throw new RangeError('Money cannot be negative.');
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** An amount of money. `positive`: 0.00 is refused. */
export const money = ({ positive = false, ...title }: FieldTitle & { positive?: boolean }): RequiredField<string> => {
  const pattern = positive ? positiveMoneyPattern : moneyPattern;
  const expression = new RegExp(pattern, 'u');
  return defineField<string>({
    kind: 'money',
    title,
    rule: {
      code: 'money',
      zh: `须为以元为单位、两位小数的金额${positive ? '，且大于零' : ''}`, en: `must be an amount in yuan with two decimal places${positive ? ', more than zero' : ''}`,
      test: (value) => typeof value === 'string' && expression.test(value),
    },
    schema: { type: 'string', pattern },
    widget: { name: 'money', unit: '元', positive },
  });
};
