import type { Locator, Page } from 'playwright-core';

/** As the catalogue gives it: the form derived from a contract. */
export interface FormField { name: string; pointer?: string; kind: string; widget: Widget }
interface Option { value: string; title: { zh: string } }
interface Widget { name: string; options?: Option[]; fields?: FormField[]; item?: Widget; keys?: Option[]; variants?: Record<string, FormField[]>; by?: string }

type Values = Record<string, unknown>;

/** Types and clicks the values of a derived form into its fields, as a person does; fields without a value are left alone. */
export async function fillFields(page: Page, fields: readonly FormField[], values: Values, base = '/details'): Promise<void> {
  for (const field of fields) {
    const value = values[field.name];
    if (value !== undefined && value !== null) await fillField(page, field, value, `${base}/${field.name}`);
  }
}

async function fillField(page: Page, { widget }: FormField, value: unknown, pointer: string): Promise<void> {
  // The fields of a group may stand by themselves, under the title of something else.
  if (widget.name === 'group') return fillFields(page, widget.fields ?? [], value as Values, pointer);
  // The innermost: fields of a group stand inside it.
  const place = page.locator(`[data-pointer="${pointer}"]`).last();
  await unfold(page, place);
  const fill = fillers[widget.name] ?? fillText;
  await fill({ page, place, widget, value, pointer });
}

/** What may be left out is folded away. */
async function unfold(page: Page, place: Locator): Promise<void> {
  await place.waitFor({ state: 'attached' });
  const folded = page.locator('details:not([open])', { has: place });
  if (await folded.count() > 0) await folded.locator('summary').click();
}

interface Filling { page: Page; place: Locator; widget: Widget; value: unknown; pointer: string }
type Filler = (filling: Filling) => Promise<void>;

const titleOf = (options: readonly Option[] | undefined, value: unknown): string => options?.find((option) => option.value === value)?.title.zh ?? String(value);
const fillText: Filler = ({ place, value }) => place.locator('input, textarea').first().fill(String(value));

export async function choose(page: Page, place: Locator, text: string): Promise<void> {
  await place.getByRole('combobox').click();
  // The list of a closed one may still be there, hidden.
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: text }).first().click();
}

const fillList: Filler = async ({ page, place, widget, value, pointer }) => {
  for (const [index, item] of (value as unknown[]).entries()) {
    await place.getByRole('button', { name: /^添加/ }).last().click();
    if (widget.fields) await fillFields(page, widget.fields, item as Values, `${pointer}/${index}`);
    else await place.getByRole('group', { name: new RegExp(`第 ${index + 1} 项`) }).locator('input, textarea').first().fill(String(item));
  }
};

/** 2025-09-21T23:35:00+08:00, or 2025-09-21. */
const fillMoment: Filler = async ({ page, place, widget, value }) => {
  const text = String(value);
  if (widget.name === 'date-or-instant' && text.includes('T')) await choose(page, place, '到分');
  await place.locator('input[type=date], input[type=datetime-local]').fill(text.includes('T') ? text.slice(0, 16) : text);
};

const fillVariants: Filler = async ({ page, place, widget, value, pointer }) => {
  const by = widget.by ?? 'kind';
  const kind = String((value as Values)[by]);
  const inner = widget.variants?.[kind] ?? [];
  await place.getByText(titleOf(inner.find(({ name }) => name === by)?.widget.options, kind), { exact: true }).click();
  await fillFields(page, inner.filter(({ name }) => name !== by), value as Values, pointer);
};

const fillers: Record<string, Filler> = {
  choice: ({ page, place, widget, value }) => choose(page, place, titleOf(widget.options, value)),
  choices: async ({ place, widget, value }) => { for (const one of value as unknown[]) await place.getByText(titleOf(widget.options, one), { exact: true }).click(); },
  boolean: ({ place, value }) => place.getByText(value === true ? '是' : '否', { exact: true }).click(),
  list: fillList, variants: fillVariants, date: fillMoment, instant: fillMoment, 'date-or-instant': fillMoment,
};
