import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performancePage } from './page/performance-page';
import { plots } from './page/plots';
import { readResults } from './results';

/** `npm run bench:page`: docs/performance.md and its plots, from the figures in docs/bench. */
const docs = resolve(__dirname, '..', '..', '..', 'docs');
const results = readResults(join(docs, 'bench'));
mkdirSync(join(docs, 'bench'), { recursive: true });
for (const [name, svg] of plots(results)) writeFileSync(join(docs, 'bench', name), svg);
writeFileSync(join(docs, 'performance.md'), performancePage(results));
