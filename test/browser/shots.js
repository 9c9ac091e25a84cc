/**
 * `npm run shots`: a picture of each page to docs/screens, of the system that `npm start` has brought up (LIANZHI_HOME, LIANZHI_PORT_BASE as there).
 * So that there is something to see, a dozen requests are sent first, unless the police have as many open.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { chromiumArguments, chromiumPath } = require('../support/chromium.js');

const ROOT = path.resolve(__dirname, '..', '..');
const HOME = process.env.LIANZHI_HOME || path.join(ROOT, '.lianzhi');
const PORT_BASE = Number(process.env.LIANZHI_PORT_BASE || 7000);
const CONSOLE = `http://127.0.0.1:${PORT_BASE + 80}`;
const TARGET = path.join(ROOT, 'docs', 'screens');

const COURT = 'court-141031';
const POLICE = 'police-141031';
/** Closed by the samples: it has a timeline, measures and replies. */
const CASE = '（2025）晋1031执保57号';
/** What is sent for the pictures: types that the police answer by hand. */
const SENT = ['locate-debtor', 'query-person', 'hold-vehicle', 'seize-vehicle-registration', 'query-person', 'restrict-exit', 'query-person', 'hold-vehicle', 'take-into-detention', 'locate-debtor', 'query-person', 'query-person'];

/** Pictures of the same pages as people see them otherwise. */
const OTHERS = [
  { name: 'worklist-en', user: 'police-141031-officer', path: () => '/worklist', language: 'en' },
  { name: 'worklist-large', user: 'police-141031-officer', path: () => '/worklist', large: true },
  { name: 'worklist-1920', user: 'police-141031-officer', path: () => '/worklist', width: 1920, height: 1000 },
  { name: 'worklist-phone', user: 'police-141031-officer', path: () => '/worklist', width: 360, height: 780 },
  { name: 'request-phone', user: 'police-141031-officer', path: ({ request }) => `/requests/${request}`, width: 360, height: 780 },
];

/** Of the pictures that README shows. */
const KNOWN = { 'police /worklist': 'worklist', 'police /requests/:id': 'request', 'supervisor /board': 'board' };

/** Who sees which page: `court-cases-one`; of a page with several pictures also the last part of its path. */
function nameOf({ user, page, path: where }) {
  const who = user.split('-')[0];
  const last = page.endsWith('/:what') ? `-${where.split('/').at(-1)}` : '';
  return KNOWN[`${who} ${page}`] ?? (page === '*' ? 'not-found' : `${who}${page.replace('/:what', '').replace(/:(id|caseNumber)/, 'one').replaceAll('/', '-')}${last}`);
}

async function take(browser, users, { name, user, path: page, width = 1280, height = 800, language = 'zh-CN', large = false }) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  await context.addInitScript((chosen) => globalThis.localStorage.setItem('lianzhi.preferences', JSON.stringify(chosen)), { language, large });
  const tab = await context.newPage();
  await tab.goto(CONSOLE + page);
  await tab.fill('#username', user);
  await tab.fill('#password', users.find(({ username }) => username === user).password);
  await tab.click('button[type=submit]');
  await tab.waitForSelector('main h1, main .state');
  await tab.locator('main .skeleton').first().waitFor({ state: 'hidden' });
  const example = tab.getByRole('button', { name: '填入示例' });
  if (await example.count() > 0) {
    await example.click();
    await tab.getByText('可以发送').waitFor();
  }
  await tab.waitForTimeout(1000);
  await tab.screenshot({ path: path.join(TARGET, `${name}.png`) });
  await context.close();
  console.log(`docs/screens/${name}.png`);
}

/** Sends requests until the police have a dozen open. @returns what the paths of the pages are filled with */
async function prepare({ users, clients }) {
  const { StorySystem } = require(path.join(ROOT, 'dist', 'deploy', 'local', 'stories'));
  const { readOrganisations } = require(path.join(ROOT, 'dist', 'deploy', 'local', 'organisations.js'));
  const { askPolice } = require(path.join(ROOT, 'dist', 'test', 'browser', 'support', 'ask-police.js'));
  const { services, issuer } = await (await fetch(`http://127.0.0.1:${PORT_BASE}/.well-known/lianzhi-local.json`)).json();
  const api = new StorySystem({ services, issuer, clients, users, organisations: readOrganisations(path.join(ROOT, 'deploy', 'local', 'organisations.csv')), clockFile: path.join(HOME, 'clock'), coreBankingUrl: '' });
  const open = async () => (await api.get(POLICE, '/v1/requests?box=received&part=acting&limit=50')).items;
  for (const type of SENT.slice((await open()).length)) await askPolice(api, type);
  const { items: [known] } = await api.get(COURT, '/v1/request-batches?limit=1');
  const { id: batch } = known ?? await api.get(COURT, '/v1/request-batches', { body: { type: 'query-person', caseNumber: CASE, recipients: [POLICE, 'police-140108'] } });
  return { request: (await open()).find(({ type }) => type === 'query-person').id, caseNumber: CASE, batch };
}

async function main() {
  const identities = path.join(HOME, 'identity.json');
  if (!fs.existsSync(identities) || !(await fetch(`${CONSOLE}/health/ready`).then(({ ok }) => ok, () => false))) throw new Error('先运行 npm start。 Run npm start first.');
  const known = JSON.parse(fs.readFileSync(identities, 'utf8'));
  const { visits } = require(path.join(ROOT, 'dist', 'test', 'browser', 'support', 'every-page.js'));
  const examples = await prepare(known);
  fs.mkdirSync(TARGET, { recursive: true });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  try {
    const pages = visits(examples).map((visit) => ({ ...visit, name: nameOf(visit) }));
    for (const shot of [...pages, ...OTHERS.map((other) => ({ ...other, path: other.path(examples) }))]) await take(browser, known.users, shot);
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
