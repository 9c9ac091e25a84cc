import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readResults } from '../results';
import { performancePage } from './performance-page';
import { plots } from './plots';

const docs = resolve(__dirname, '..', '..', '..', 'docs');

describe('docs/performance.md', () => {
  it('says what the figures in docs/bench say, no more and no less: npm run bench:page writes it', () => {
    const results = readResults(join(docs, 'bench'));
    expect(Object.keys(results).length).toBeGreaterThan(0);
    expect(readFileSync(join(docs, 'performance.md'), 'utf8')).toBe(performancePage(results));
    for (const [name, svg] of plots(results)) expect([name, readFileSync(join(docs, 'bench', name), 'utf8')]).toEqual([name, svg]);
  });

  it('shows each of its plots', () => {
    const page = readFileSync(join(docs, 'performance.md'), 'utf8');
    for (const name of plots(readResults(join(docs, 'bench'))).keys()) expect(page).toContain(`bench/${name}`);
    expect(existsSync(join(docs, 'performance-notes.md'))).toBe(true);
  });
});
