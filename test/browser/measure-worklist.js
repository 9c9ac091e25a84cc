/**
 * `npm run measure:worklist [-- <how many>]`: how a worklist of 10,000 requests scrolls in Chromium, and how long lists take to answer, on the
 * system that `npm start` has brought up (best one of its own: LIANZHI_HOME, LIANZHI_PORT_BASE; the requests stay there). Figures are printed,
 * nothing is asserted: what they are worth depends on the machine.
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
const COUNT = Number(process.argv[2] || 10_000);
const COURT = 'court-141031';
const POLICE = 'police-141031';
const AT_ONCE = 32;
const ROUNDS = 20;

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const words = (times) => { const sorted = [...times].sort((a, b) => a - b); return `p50 ${at(sorted, 0.5).toFixed(0)} ms, p95 ${at(sorted, 0.95).toFixed(0)} ms, longest ${sorted.at(-1).toFixed(0)} ms`; };

async function systemOf({ clients }) {
  const { StorySystem } = require(path.join(ROOT, 'dist', 'deploy', 'local', 'stories'));
  const { readOrganisations } = require(path.join(ROOT, 'dist', 'deploy', 'local', 'organisations.js'));
  const { services, issuer } = await (await fetch(`http://127.0.0.1:${PORT_BASE}/.well-known/lianzhi-local.json`)).json();
  return new StorySystem({ services, issuer, clients, organisations: readOrganisations(path.join(ROOT, 'deploy', 'local', 'organisations.csv')), clockFile: path.join(HOME, 'clock'), coreBankingUrl: '' });
}

const openCount = async (api) => (await api.get(POLICE, '/v1/request-counts?box=received')).cells.reduce((sum, { count }) => sum + count, 0);

/** Sends the same request until the police have so many open. */
async function fill(api) {
  const { askPolice } = require(path.join(ROOT, 'dist', 'test', 'browser', 'support', 'ask-police.js'));
  const { id } = await askPolice(api, 'query-person');
  const { type, to, caseNumber, subject, details, officers, documents } = await api.get(COURT, `/v1/requests/${id}?full=true`);
  let left = COUNT - await openCount(api);
  const body = { type, to, caseNumber, subject, details, officers, documents: documents.map((document) => document.id) };
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (left > 0) { left -= 1; await api.get(COURT, '/v1/requests', { body }); } }));
  while (await openCount(api) < COUNT) await new Promise((resolve) => setTimeout(resolve, 500));
}

async function timeLists(api) {
  const lists = {
    'worklist, first page': [POLICE, '/v1/requests?box=received&part=acting&limit=60'],
    'worklist, by type and urgency': [POLICE, '/v1/requests?box=received&part=acting&limit=60&type=query-person&urgency=ordinary'],
    'worklist, unclaimed': [POLICE, '/v1/requests?box=received&part=acting&limit=60&handler=none'],
    'worklist, what has ended': [POLICE, '/v1/requests?box=received&part=ended&limit=60'],
    'worklist, counts': [POLICE, '/v1/request-counts?box=received&ended=true'],
    'sent': [COURT, '/v1/requests?box=sent&part=acting&limit=60'],
    'cases': [COURT, '/v1/cases?limit=50'],
    'measures': [COURT, '/v1/measures?limit=50'],
    'batches': [COURT, '/v1/request-batches?limit=20'],
    'alerts': [POLICE, '/v1/alerts?limit=50'],
    'board': ['supervisor-140000', '/v1/board'],
    'list of a supervisor': ['supervisor-140000', '/v1/requests?limit=50'],
    'obligations': ['supervisor-140000', '/v1/obligations?limit=50'],
  };
  for (const [name, [who, where]] of Object.entries(lists)) {
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now();
      const { status } = await api.call(who, where);
      times.push(performance.now() - begun);
      if (status !== 200) throw new Error(`${where}: ${status}`);
    }
    console.log(`list: ${name}: ${words(times)}`);
  }
}

async function scroll(users) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })).newPage();
    await page.goto(`${CONSOLE}/worklist`);
    await page.fill('#username', 'police-141031-officer');
    await page.fill('#password', users.find(({ username }) => username === 'police-141031-officer').password);
    await page.click('button[type=submit]');
    await page.waitForSelector('[data-request]');
    // The whole list is loaded page by page, as the scrolling comes to the end of what is there.
    const begun = performance.now();
    const shown = async () => Number(/已显示 (\d+)/.exec(await page.locator('footer.foot').textContent())[1]);
    while (await shown() < COUNT) {
      await page.evaluate(() => { const list = globalThis.document.querySelector('.grid-scroll'); list.scrollTop = list.scrollHeight; });
      await page.waitForTimeout(20);
      if (performance.now() - begun > 240_000) break;
    }
    console.log(`browser: ${await shown()} rows loaded in ${((performance.now() - begun) / 1000).toFixed(1)} s, ${await page.locator('[data-request]').count()} of them in the page`);
    const { frames, seconds } = await page.evaluate(async () => {
      const list = globalThis.document.querySelector('.grid-scroll');
      list.scrollTop = 0;
      const times = [];
      const first = performance.now();
      let last = first;
      const speed = 40; // px a frame: a wheel that is turned fast
      while (times.length < 600) {
        await new Promise((next) => globalThis.requestAnimationFrame(next));
        const now = performance.now();
        times.push(now - last);
        last = now;
        list.scrollTop += speed;
      }
      return { frames: times.slice(1), seconds: (last - first) / 1000 };
    });
    console.log(`browser: scrolling ${frames.length} frames in ${seconds.toFixed(1)} s: a frame ${words(frames)}; ${frames.filter((ms) => ms > 34).length} over 34 ms`);
    const jumps = [];
    for (let part = 1; part <= 10; part += 1) {
      jumps.push(await page.evaluate(async (to) => {
        const list = globalThis.document.querySelector('.grid-scroll');
        const from = performance.now();
        list.scrollTop = list.scrollHeight * to;
        do await new Promise((next) => globalThis.requestAnimationFrame(next)); while (![...globalThis.document.querySelectorAll('[data-request]')].some((row) => { const { top } = row.getBoundingClientRect(); return top > 250 && top < 700; }));
        return performance.now() - from;
      }, part / 10.5));
    }
    console.log(`browser: a jump to another part of the list: ${words(jumps)}`);
  } finally {
    await browser.close();
  }
}

async function main() {
  const identities = path.join(HOME, 'identity.json');
  if (!fs.existsSync(identities) || !(await fetch(`${CONSOLE}/health/ready`).then(({ ok }) => ok, () => false))) throw new Error('先运行 npm start。 Run npm start first.');
  const known = JSON.parse(fs.readFileSync(identities, 'utf8'));
  const api = await systemOf(known);
  const begun = performance.now();
  await fill(api);
  console.log(`${await openCount(api)} requests open at the police (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  await timeLists(api);
  await scroll(known.users);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
