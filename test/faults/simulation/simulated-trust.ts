import { randomBytes } from 'node:crypto';
import { ContentKeys, buildDirectory, Directory, generateOperatorKeys, generateRootKey, signDirectory } from '@lianzhi/exchange';
import { DataCipher } from '@lianzhi/platform';

export const court = 'court-141031';
export const police = 'police-141031';
export const bank = 'bank-141031';
const operators = ['court', 'police', 'bank', 'coordinator'] as const;
export type SimulatedOperator = (typeof operators)[number];

const organisationsCsv = `code,agency,operator,region,parent,name
court-140000,court,court,140000,,high court
${court},court,court,141031,court-140000,court
${police},police,police,141031,,police
${bank},bank,bank,141031,,bank
`;

/** Keys and directory of the four, made once for all schedules: making keys is dear and decides nothing. */
function makeTrust() {
  const root = generateRootKey();
  const validFrom = '2020-01-01T00:00:00Z';
  const generated = operators.map((code) => ({ code, ...generateOperatorKeys(code, validFrom) }));
  const records = buildDirectory({ operators: operators.map((code) => ({ code, agency: code })), organisationsCsv, validFrom, keys: generated.flatMap(({ records: keys }) => keys) });
  const directory = new Directory(root.publicJwk);
  for (const record of signDirectory(records, root.privateJwk)) directory.apply(record);
  const contentKeys = new Map(generated.map(({ code, privateKeys }) => [code, new ContentKeys(code, privateKeys, directory)]));
  return { directory, cipher: new DataCipher(randomBytes(32)), contentKeysOf: (operator: SimulatedOperator): ContentKeys => contentKeys.get(operator)! };
}

let made: ReturnType<typeof makeTrust> | undefined;
export const trust = (): ReturnType<typeof makeTrust> => (made ??= makeTrust());
