import { readFile } from 'node:fs/promises';
import { BadDeclaration, parseRetention, type Catalogue, type RetentionRow } from '@lianzhi/contracts';
import { StartupError } from '@lianzhi/platform';

/** The operator's own periods from a file; none without one. @throws StartupError naming what is wrong */
export async function readRetention(file: string | undefined, catalogue: Catalogue): Promise<RetentionRow[]> {
  if (file === undefined) return [];
  try {
    return parseRetention(JSON.parse(await readFile(file, 'utf8')), catalogue);
  } catch (error) {
    const reason = error instanceof BadDeclaration ? error.faults.join('; ') : (error as Error).message;
    throw new StartupError(`保存期限文件 ${file} 有误：${reason}。请更正，或去掉 LIANZHI_RETENTION_FILE 以使用缺省期限。`, `The retention file ${file} is wrong: ${reason}. Mend it, or leave LIANZHI_RETENTION_FILE out for the defaults.`);
  }
}
