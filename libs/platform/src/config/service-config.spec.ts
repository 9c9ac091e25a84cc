import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServiceConfig } from './service-config';
import { StartupError } from './startup-error';

describe('readServiceConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-config-'));
  const file = join(folder, 'key.json');
  writeFileSync(file, '{}');
  afterAll(() => rmSync(folder, { recursive: true }));

  const env = {
    DATABASE_URL: 'postgres://court:secret@127.0.0.1:7432/court', KAFKA_BROKERS: '127.0.0.1:7092, b:1', OIDC_ISSUER: 'http://127.0.0.1:7090',
    LIANZHI_KEYS_FILE: file, LIANZHI_ROOT_KEY_FILE: file, LIANZHI_DATA_KEY: Buffer.alloc(32, 7).toString('base64url'),
  };
  const read = (changed: Record<string, string | undefined> = {}) => readServiceConfig({ agency: 'court', defaultPort: 7001, env: { ...env, ...changed } });

  it('fills in what was left out', () => {
    expect(read()).toMatchObject({
      agency: 'court', operator: 'court', host: '127.0.0.1', port: 7001, logLevel: 'info', clockFile: undefined,
      kafka: { brokers: ['127.0.0.1:7092', 'b:1'], ssl: false, topicPrefix: '' }, oidc: { audience: 'urn:lianzhi:api' },
    });
    expect(read().kafka.sasl).toBeUndefined();
    expect(read().dataKey).toEqual(Buffer.alloc(32, 7));
  });

  it('uses SCRAM-SHA-512 when there is a user name', () => {
    expect(read({ KAFKA_USERNAME: 'court', KAFKA_PASSWORD: 'p' }).kafka.sasl).toEqual({ mechanism: 'scram-sha-512', username: 'court', password: 'p' });
  });

  it.each([
    ['DATABASE_URL', undefined], ['DATABASE_URL', 'mysql://secret'], ['KAFKA_BROKERS', ''], ['KAFKA_BROKERS', 'nowhere'], ['PORT', '70000'], ['PORT', 'seven'],
    ['KAFKA_SSL', 'maybe'], ['OIDC_ISSUER', 'x'], ['LIANZHI_KEYS_FILE', join(folder, 'absent')], ['LIANZHI_DATA_KEY', 'short'], ['LOG_LEVEL', 'loud'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(StartupError);
    expect(() => read({ [name]: value })).toThrow(name);
    if (value !== undefined && value !== '') expect(() => read({ [name]: value })).not.toThrow('secret');
  });

  it('asks for the password of a user and for what the service needs', () => {
    expect(() => read({ KAFKA_USERNAME: 'court' })).toThrow('KAFKA_PASSWORD');
    expect(() => readServiceConfig({ agency: 'bank', defaultPort: 7005, needs: ['coreBankingUrl'], env })).toThrow('CORE_BANKING_URL');
  });
});
