import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { prepareInstallation } from './local-installation';
import { readLocalSettings } from './local-settings';
import { writeTrustFiles } from './trust-files';

jest.setTimeout(60_000);

const root = resolve(__dirname, '..', '..');

describe('local installation', () => {
  const home = mkdtempSync(join(tmpdir(), 'lianzhi-home-'));
  const prepare = (env: NodeJS.ProcessEnv = {}) => prepareInstallation(readLocalSettings(root, { LIANZHI_HOME: home, ...env }));
  afterAll(() => rmSync(home, { recursive: true }));

  it('makes its secrets once, readable by nobody else', () => {
    const first = prepare();
    expect(prepare().secrets).toEqual(first.secrets);
    expect(statSync(first.paths.config).mode & 0o777).toBe(0o600);
    expect(statSync(first.paths.identity).mode & 0o777).toBe(0o600);
    expect(first.operators).toContainEqual({ code: 'coordinator', agency: 'coordinator' });
    expect(first.clients.find(({ clientId }) => clientId === 'supervisor-140000-system')).toMatchObject({ organisation: 'supervisor-140000', roles: ['system', 'supervisor'] });
  });

  it('makes keys once and keeps the version of directory records that did not change', () => {
    const { operators, paths, settings } = prepare();
    const write = () => { writeTrustFiles({ home, operators, organisationsFile: settings.organisationsFile }); return readFileSync(paths.directory, 'utf8'); };
    const first = write();
    expect(write()).toBe(first);
    expect(first).toContain('"key":"organisation/court-141031"');
    expect(first).not.toContain('"d":');
    expect(statSync(join(paths.keys, 'court.json')).mode & 0o777).toBe(0o600);
  });

  it('takes other organisations from a file of the same form, with the earlier secrets untouched', () => {
    const before = prepare().secrets;
    const file = join(home, 'more.csv');
    writeFileSync(file, 'code,agency,operator,region,parent,name\ncourt-110000,court,court,110000,,北京市高级人民法院\nbank-x-110000,bank,bank-x,110000,,某银行\n');
    const { clients, secrets, operators } = prepare({ LIANZHI_ORGANISATIONS: file });
    expect(clients.map(({ clientId }) => clientId)).toEqual(['court-110000-system', 'bank-x-110000-system']);
    expect(operators).toContainEqual({ code: 'bank-x', agency: 'bank' });
    expect(secrets.kafka).toMatchObject(before.kafka);
  });

  it('names the line of a list of organisations that is wrong', () => {
    const file = join(home, 'wrong.csv');
    writeFileSync(file, 'code,agency,operator,region,parent,name\ncourt-110000,court\n');
    expect(() => prepare({ LIANZHI_ORGANISATIONS: file })).toThrow(`Line 2 of the list of organisations ${file} is wrong`);
    expect(() => prepare({ LIANZHI_ORGANISATIONS: join(home, 'absent.csv') })).toThrow('cannot be read: check LIANZHI_ORGANISATIONS');
  });
});
