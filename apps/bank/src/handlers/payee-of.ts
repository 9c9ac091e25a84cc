import type { Payee } from '../core-banking/core-banking';

/** Only what the contract declares: other systems' messages may carry more. */
export const payeeOf = ({ name, number, bank, clearingCode }: Payee): Payee => ({ name, number, bank, ...clearingCode === undefined ? {} : { clearingCode } });
