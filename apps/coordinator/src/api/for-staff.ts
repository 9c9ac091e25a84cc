import { Roles } from '@lianzhi/platform';

/**
 * Whoever works for an organisation may look. A party 当事人 has a token that names its court, but it is no part of the court: it sees its own
 * cases there, and nothing here.
 */
export const ForStaff = (): ReturnType<typeof Roles> => Roles('system', 'officer', 'supervisor', 'operator');
