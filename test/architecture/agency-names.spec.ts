import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { agencies } from '@lianzhi/contracts';
import * as ts from 'typescript';
import { PROJECT } from './temporary-tree';

/** `supervisor` is also a role of a token, which platform has to know. */
const CODES = agencies.filter(({ desk }) => desk).map(({ code }) => code);

/**
 * A code as a whole word of a topic, path or name ("court", "exchange.court.bank", "court-141031"), which is how one depends on it;
 * an English sentence that mentions a court does not.
 */
const NAMED = new RegExp(`^(?:[a-z0-9.*/:-]*[./:])?(?:${CODES.join('|')})(?:[./:-][a-z0-9.*/:-]*)?$`);

/** String literals, property names and parts of templates in which an agency is named, as `line: text`. */
function agenciesNamedIn(source: string): string[] {
  const file = ts.createSourceFile('planted.ts', source, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) ? node.text
      : ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : '';
    if (NAMED.test(text) && !ts.isImportDeclaration(node.parent)) found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function* sourcesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Fixtures of specs may name whom they like.
    if (entry.isDirectory()) yield* entry.name === 'testing' ? [] : sourcesOf(path);
    else if (/\.ts$/.test(entry.name) && !/spec\.ts$/.test(entry.name)) yield path;
  }
}

/** An agency is an entry of `libs/contracts/src/agencies.ts` and a `main.ts`; a lib that knows one by name breaks with the next one. */
describe('agency names', () => {
  it('are in no lib but contracts; ask the contract or the directory, or let the app say it', () => {
    const offenders = readdirSync(join(PROJECT, 'libs')).filter((lib) => !['contracts', 'testing'].includes(lib))
      .flatMap((lib) => [...sourcesOf(join(PROJECT, 'libs', lib, 'src'))])
      .flatMap((path) => agenciesNamedIn(readFileSync(path, 'utf8')).map((where) => `${relative(PROJECT, path)}:${where}`));
    expect(offenders).toEqual([]);
  });

  it.each([
    ["if (agency === 'court') refuse();", ['1: court']],
    ["const topic = 'exchange.bank.court';", ['1: exchange.bank.court']],
    ['const url = `/organisations/police-${region}`;', ['1: /organisations/police-']],
    ['const handlers = { police: answer };', ['1: police']],
    ["switch (code) { case 'land-registry': break; }", ['1: land-registry']],
  ])('planted: %s', (source, found) => { expect(agenciesNamedIn(source)).toEqual(found); });

  it.each([
    "throw new Error('The court does not know this case');",
    '// the court asks, the bank answers',
    "import { CoreBanking } from './bank';",
    "const role = 'supervisor';",
  ])('let through: %s', (source) => { expect(agenciesNamedIn(source)).toEqual([]); });
});
