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
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: list }).click();
    await (await showRow(page, id)).getByRole('link').first().click();
    await page.waitForURL(new RegExp(`/requests/${id}`));
    return page;
  }
}
