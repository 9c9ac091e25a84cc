import { readFile } from 'node:fs/promises';
import { parseSignedRecord, publishDirectory, type Directory, type DirectoryReader, type MessageBus, type SignedRecord } from '@lianzhi/exchange';
import { StartupError } from '@lianzhi/platform';

/**
 * Publishes the signed records of a file (one JSON text per line) that are newer than what the topic holds, and reads them
 * back. Records are signed elsewhere: the root key is not here.
 * @param reader has read the directory to its end @returns how many were published @throws StartupError
 */
export async function publishDirectoryFile(file: string, bus: Pick<MessageBus, 'publish'>, directory: Directory, reader: Pick<DirectoryReader, 'lookUpOnceMore'>): Promise<number> {
  const published = await publishDirectory(bus, await readRecords(file), directory);
  if (published > 0) await reader.lookUpOnceMore();
  return published;
}

async function readRecords(file: string): Promise<SignedRecord[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartupError(`无法读取名录文件 ${file}，请检查路径与权限。`, `Directory file ${file} cannot be read: check its path and permissions.`);
  });
  return text.split('\n').filter((line) => line.trim() !== '').map((line, index) => {
    const record = parseSignedRecord(line);
    if (!record) throw new StartupError(`名录文件 ${file} 第 ${index + 1} 条不是已签名的名录记录。`, `Record ${index + 1} of directory file ${file} is not a signed directory record.`);
    return record;
  });
}
