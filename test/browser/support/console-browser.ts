import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { SharedSystem } from '../../e2e/support/shared-system';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium on the console of the shared system. Whatever a page complains of (a script error, a broken policy) is kept in `complaints`. */
export class ConsoleBrowser {
  readonly complaints: string[] = [];

  private constructor(readonly system: SharedSystem, private readonly browser: Browser, readonly url: string) {}

  static async start(): Promise<ConsoleBrowser> {
    const executablePath = CHROMIUM.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error('Chromium is not installed (apt-get install chromium fonts-noto-cjk)');
    const system = await SharedSystem.use();
    const port = system.state.processes.find(({ service }) => service === 'console')!.port;
    // Containers run as root, where Chromium has no sandbox.
    return new ConsoleBrowser(system, await chromium.launch({ executablePath, args: ['--no-sandbox'] }), `http://127.0.0.1:${port}`);
  }

  /** A person at a browser of their own, signed in, on the page of that path. */
  async signIn(username: string, path: string, { width = 1280, height = 900 }: { width?: number; height?: number } = {}): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => { if (/Content Security Policy|Uncaught/.test(message.text())) this.complaints.push(message.text()); });
    await page.goto(this.url + path);
    await page.fill('#username', username);
    await page.fill('#password', this.passwordOf(username));
    await page.click('button[type=submit]');
    await page.waitForSelector('main h1, main .state');
    return page;
  }

  private passwordOf(username: string): string {
    const { users } = JSON.parse(readFileSync(join(this.system.state.home, 'identity.json'), 'utf8')) as { users: { username: string; password: string }[] };
    return users.find((user) => user.username === username)!.password;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.system.leave();
  }
}

/** What axe finds that keeps somebody from using the page. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
