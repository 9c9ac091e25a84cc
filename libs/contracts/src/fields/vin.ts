import { defineField, type FieldTitle, type RequiredField } from './field';

const vinPattern = '^[A-HJ-NPR-Z0-9]{17}$';
const expression = new RegExp(vinPattern, 'u');

/** Vehicle identification number (车辆识别代号, GB 16735): 17 characters without I, O and Q. */
export const vin = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'vin',
  title,
  sensitive: true,
  rule: {
    code: 'vin', zh: '须为 17 位车辆识别代号，不含 I、O、Q', en: 'must be a vehicle identification number of 17 characters without I, O and Q',
    test: (value) => typeof value === 'string' && expression.test(value),
  },
  schema: { type: 'string', pattern: vinPattern },
  widget: { name: 'vin' },
});
