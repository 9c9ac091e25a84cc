import type { Page } from 'playwright-core';
import type { ConsoleBrowser } from './console-browser';
import { showRow } from './show-row';

/** Who sits at which page: one person for each organisation of a story, signed in when it first acts, and at the same page to its end. */
export class StoryPeople {
  private readonly pages = new Map<string, Page>();

  constructor(private readonly browser: ConsoleBrowser) {}

  async of(organisation: string): Promise<Page> {
    let page = this.pages.get(organisation);
    if (page === undefined) this.pages.set(organisation, page = await this.browser.signIn(organisation.startsWith('supervisor-') ? `${organisation}-user` : `${organisation}-officer`, '/'));
    return page;
  }

  /** By the navigation and the row of the list. */
  async open(organisation: string, id: string, list: '已发事项' | '待办' | '全部事项'): Promise<Page> {
    const page = await this.of(organisation);
    // A row that moves just then is missed, as by a person, who goes back and clicks again.
    for (let tries = 1, opened = false; !opened; tries += 1) {
      await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: list }).click();
      await page.getByRole('heading', { level: 1, name: list }).waitFor();
      await (await showRow(page, id)).getByRole('link').first().click();
      const waiting = page.waitForURL(new RegExp(`/requests/${id}`), { timeout: 5_000 }).then(() => true);
      opened = await (tries < 3 ? waiting.catch(() => false) : waiting);
    }
    return page;
  }
}
