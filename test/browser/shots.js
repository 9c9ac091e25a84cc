/**
 * `npm run shots`: a picture of each page to docs/screens, of the system that `npm start` has brought up (LIANZHI_HOME, LIANZHI_PORT_BASE as there).
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const ROOT = path.resolve(__dirname, '..', '..');
const HOME = process.env.LIANZHI_HOME || path.join(ROOT, '.lianzhi');
const PORT_BASE = Number(process.env.LIANZHI_PORT_BASE || 7000);
const CONSOLE = `http://127.0.0.1:${PORT_BASE + 80}`;
const TARGET = path.join(ROOT, 'docs', 'screens');

/** Name of the picture → who looks at what, how wide, in which language. `:open` is a request that the police have not answered. */
const SHOTS = [
  { name: 'worklist', user: 'police-141031-officer', path: '/worklist' },
  { name: 'worklist-en', user: 'police-141031-officer', path: '/worklist', language: 'en' },
  { name: 'request', user: 'police-141031-officer', path: '/requests/:open' },
  { name: 'request-print', user: 'police-141031-officer', path: '/requests/:open/print/notice' },
  { name: 'worklist-phone', user: 'police-141031-officer', path: '/worklist', width: 360, height: 780 },
  { name: 'request-phone', user: 'police-141031-officer', path: '/requests/:open', width: 360, height: 780 },
];

async function take(browser, users, { name, user, path: page, width = 1280, height = 800, language = 'zh-CN' }) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  await context.addInitScript((chosen) => localStorage.setItem('lianzhi.preferences', JSON.stringify({ language: chosen })), language);
  const tab = await context.newPage();
  await tab.goto(CONSOLE);
  await tab.fill('#username', user);
  await tab.fill('#password', users.find(({ username }) => username === user).password);
  await tab.click('button[type=submit]');
  await tab.waitForSelector('main h1, main .state');
  if (page.includes(':open')) {
    const first = await tab.waitForSelector('[data-request]');
    page = page.replace(':open', await first.getAttribute('data-request'));
  }
  await tab.goto(CONSOLE + page);
  await tab.waitForSelector('main h1, main .state');
  await tab.waitForTimeout(1500);
  await tab.screenshot({ path: path.join(TARGET, `${name}.png`) });
  await context.close();
  console.log(`docs/screens/${name}.png`);
}

async function main() {
  const identities = path.join(HOME, 'identity.json');
  if (!fs.existsSync(identities) || !(await fetch(`${CONSOLE}/health/ready`).then(({ ok }) => ok, () => false))) throw new Error('先运行 npm start。 Run npm start first.');
  const { users } = JSON.parse(fs.readFileSync(identities, 'utf8'));
  fs.mkdirSync(TARGET, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    for (const shot of SHOTS) await take(browser, users, shot);
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
