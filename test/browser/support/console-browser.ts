import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { SharedSystem } from '../../e2e/support/shared-system';
import { chromiumArguments, chromiumPath } from '../../support/chromium.js';
import { askPolice, withdraw, type Asked } from './ask-police';

/** The machine may be busy; whatever takes longer hangs. */
const PATIENCE_MS = 45_000;

export interface Screen { width?: number; height?: number }

/** Chromium on the console of the shared system. Whatever a page complains of (a script error, a broken policy) is kept in `complaints`. */
export class ConsoleBrowser {
  readonly complaints: string[] = [];
  private readonly asked: Asked[] = [];

  private constructor(readonly system: SharedSystem, private readonly browser: Browser, readonly url: string) {}

  static async start(): Promise<ConsoleBrowser> {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error('Chromium is not installed (apt-get install chromium fonts-noto-cjk)');
    const system = await SharedSystem.use();
    const port = system.state.processes.find(({ service }) => service === 'console')!.port;
    return new ConsoleBrowser(system, await chromium.launch({ executablePath, args: chromiumArguments }), `http://127.0.0.1:${port}`);
  }

  /** A request of a court that the police have; what is still open of it at the end is withdrawn, so that specs find short lists. */
  async ask(type: string, ends?: { court: string; police: string }): Promise<string> {
    const asked = await askPolice(this.system.api, type, ends);
    this.asked.push(asked);
    return asked.id;
  }

  /** A person at a browser of their own, signed in, on the page of that path. */
  async signIn(username: string, path: string, { width = 1280, height = 900 }: Screen = {}): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => { if (/Content Security Policy|Uncaught/.test(message.text())) this.complaints.push(message.text()); });
    await page.goto(this.url + path);
    await this.enterPassword(page, username);
    await page.waitForSelector('main h1, main .state');
    return page;
  }

  /** At the identity provider, in the page or in a window of its own. */
  async enterPassword(page: Page, username: string): Promise<void> {
    await page.fill('#username', username);
    await page.fill('#password', this.passwordOf(username));
    await page.click('button[type=submit]');
  }

  /** The page of that path, with what it shows: its heading, or the words for its state, and nothing still loading. */
  async open(page: Page, path: string): Promise<void> {
    await page.goto(this.url + path);
    await page.waitForSelector('main h1, main .state');
    await page.locator('main .skeleton').first().waitFor({ state: 'hidden' });
  }

  private passwordOf(username: string): string {
    const { users } = JSON.parse(readFileSync(join(this.system.state.home, 'identity.json'), 'utf8')) as { users: { username: string; password: string }[] };
    return users.find((user) => user.username === username)!.password;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await Promise.all(this.asked.map((one) => withdraw(this.system.api, one)));
    await this.system.leave();
  }
}
