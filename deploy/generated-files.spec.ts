import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { madeUpCatalogue } from '../libs/testing/src/made-up';
import { generatedDocs, generatedFiles } from './generated-files';
import { staleFiles } from './stale-files';

describe('deploy/generated', () => {
  it('is what the contracts say (else: npm run generate)', () => expect(staleFiles(join(__dirname, 'generated'), generatedFiles())).toEqual([]));
  it('has the catalogue of docs as the contracts say it', () => expect(staleFiles(join(__dirname, '..', 'docs'), generatedDocs(), true)).toEqual([]));
  it('is the same every time', () => expect([...generatedFiles()]).toEqual([...generatedFiles()]));
  it('follows a new agency and a new request type by itself', () => {
    const files = generatedFiles(madeUpCatalogue);
    expect([...files.keys()]).toEqual(['topology.json', 'asyncapi.json', 'openapi/tennis-club.json', 'openapi/chess-club.json', 'openapi/coordinator.json']);
    expect(files.get('topology.json')).toContain('exchange.tennis-club.chess-club');
    expect(files.get('openapi/chess-club.json')).toContain('LendRacketReplies');
  });
  it('is found stale when a file is changed, missing, or left over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'generated-'));
    try {
      const files = generatedFiles();
      for (const [path, content] of files) { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), content); }
      expect(staleFiles(folder, files)).toEqual([]);
      writeFileSync(join(folder, 'topology.json'), '{}');
      rmSync(join(folder, 'asyncapi.json'));
      writeFileSync(join(folder, 'openapi', 'gone.json'), '{}');
      expect(staleFiles(folder, files)).toEqual(['topology.json', 'asyncapi.json', 'openapi/gone.json']);
      expect(staleFiles(folder, files, true)).toEqual(['topology.json', 'asyncapi.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
