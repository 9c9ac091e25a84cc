import type { Page } from 'playwright-core';
import type { ConsoleBrowser } from './console-browser';

/** Who sits at which page: one person for each organisation of a story, signed in when it first acts, and at the same page to its end. */
export class StoryPeople {
  private readonly pages = new Map<string, Page>();

  constructor(private readonly browser: ConsoleBrowser) {}

  async of(organisation: string): Promise<Page> {
    let page = this.pages.get(organisation);
    if (page === undefined) this.pages.set(organisation, page = await this.browser.signIn(organisation.startsWith('supervisor-') ? `${organisation}-user` : `${organisation}-officer`, '/'));
    return page;
  }

  /** By the navigation and the row of the list; what has come since the list was read waits behind a bar. */
  async open(organisation: string, id: string, list: '已发事项' | '待办' | '全部事项'): Promise<Page> {
    const page = await this.of(organisation);
    const row = page.locator(`[data-request="${id}"]`);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: list }).click();
    const bar = page.getByRole('button', { name: /^新到 \d+ 件/ });
    while (await row.count() === 0) {
      await row.or(bar).first().waitFor();
      // A list that is read again at this moment shows it by itself, and the bar goes.
      if (await row.count() === 0) await bar.click({ timeout: 2_000 }).catch(() => undefined);
    }
    await row.getByRole('link').first().click();
    await page.waitForURL(new RegExp(`/requests/${id}`));
    return page;
  }
}
