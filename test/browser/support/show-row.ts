import type { Locator, Page } from 'playwright-core';

/** The row of a request in the list on the screen. What has come since the list was read waits behind a bar; a list that is read again at this moment shows it by itself, and the bar goes. */
export async function showRow(page: Page, id: string): Promise<Locator> {
  const row = page.locator(`[data-request="${id}"]`);
  const bar = page.getByRole('button', { name: /^新到 \d+ 件/ });
  while (await row.count() === 0) {
    await row.or(bar).first().waitFor();
    if (await row.count() === 0) await bar.click({ timeout: 2_000 }).catch(() => undefined);
  }
  return row;
}
