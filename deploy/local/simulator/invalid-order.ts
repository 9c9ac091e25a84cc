import { creditCode, optional, personId, type FieldSet, type Issue } from '@lianzhi/contracts';

/** What is wrong with a body; it names fields, never values. */
export class InvalidOrder extends Error {
  constructor(readonly issues: Pick<Issue, 'pointer' | 'code'>[]) {
    super('invalid order');
  }
}

const named = (name: string) => ({ zh: name, en: name });

/** Who the debtor is: exactly one of the two. */
export const holderFields = { idNumber: optional(personId(named('idNumber'))), creditCode: optional(creditCode(named('creditCode'))) };

/** An order as the simulator works with it. */
export type Known<S extends { valueType?: object }> = Omit<NonNullable<S['valueType']>, 'idNumber' | 'creditCode'> & { holder: string };

/** The body when it is right. @throws InvalidOrder */
export function readBody<T>(fields: FieldSet<T>, body: unknown, { strict = false } = {}): T {
  const issues = fields.validate(body, { strict });
  if (issues.length > 0) throw new InvalidOrder(issues.map(({ pointer, code }) => ({ pointer, code })));
  return body as T;
}

/** The body with `holder` instead of ID number or credit code. @throws InvalidOrder */
export function readOrder<T extends { idNumber?: string; creditCode?: string }>(fields: FieldSet<T>, body: unknown): Omit<T, 'idNumber' | 'creditCode'> & { holder: string } {
  const { idNumber, creditCode: code, ...order } = readBody(fields, body);
  const holder = idNumber ?? code;
  if (holder === undefined) throw new InvalidOrder([{ pointer: '/idNumber', code: 'required' }]);
  return { ...order, holder };
}
