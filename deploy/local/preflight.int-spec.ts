import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchFailure } from './launch-failure';
import { checkFolder, checkJava, checkMaven, checkPorts } from './preflight';

describe('preflight', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lianzhi-preflight-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const failureOf = async (work: () => unknown): Promise<LaunchFailure> => {
    const error = await Promise.resolve().then(work).then(() => undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(LaunchFailure);
    return error as LaunchFailure;
  };
  /** A search path that holds nothing but this script under the name `java`. */
  const pathWithJava = (script: string) => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'java'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'java'), 0o755);
    return { PATH: bin };
  };

  it('says what to install when Java is missing', async () => {
    const { zh, en } = await failureOf(() => checkJava({ PATH: folder }));
    expect(en).toBe('Java was not found: install Java 17 or later, or name a Kafka of your own with KAFKA_BROKERS.');
    expect(zh).toContain('请安装 Java 17');
  });

  it('says which Java is too old and takes 17', async () => {
    const old = await failureOf(() => checkJava(pathWithJava('echo \'openjdk version "11.0.2"\' >&2')));
    expect(old.en).toContain('Java is version 11: install Java 17 or later');
    rmSync(join(folder, 'bin'), { recursive: true });
    await checkJava(pathWithJava('echo \'openjdk version "17.0.1"\' >&2'));
  });

  it('needs Maven only until the jars are there', async () => {
    expect((await failureOf(() => checkMaven(folder, { PATH: folder }))).en).toContain('install Maven');
    writeFileSync(join(folder, '.complete'), '');
    await checkMaven(folder, { PATH: folder });
  });

  it('names the taken port and whose it is', async () => {
    const holder = createServer();
    await new Promise<void>((ready) => holder.listen(0, '127.0.0.1', ready));
    const { port } = holder.address() as AddressInfo;
    expect((await failureOf(() => checkPorts([{ name: 'court', port }]))).en).toContain(`Port ${port} (court) is taken`);
    await new Promise((closed) => holder.close(closed));
    await checkPorts([{ name: 'court', port }]);
  });

  it('says how to choose another folder when this one cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect((await failureOf(() => checkFolder(join(file, 'home')))).en).toContain('name another with LIANZHI_HOME');
    checkFolder(join(folder, 'made', 'home'));
  });
});
