import type { FormField, Widget } from '../forms/contract-entry';
import { isEmpty, type Value, type Values } from '../forms/values';
import { MaskedValue } from '../parts/masked-value';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

interface FieldValueProps { widget: Widget; kind: string; value: Value; sensitive: boolean; shown: boolean }

/** A value in the words of its form: the title of a choice, not its code. What is sensitive stays masked until it is asked for. */
export function FieldValue({ widget, kind, value, sensitive, shown }: FieldValueProps) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const optionTitle = (code: unknown): string => pick(widget.options?.find((option) => option.value === code)?.title, String(code));
  const inner = (of: Widget | undefined, item: Value) => <FieldValue widget={of ?? { name: 'text' }} kind={of?.name ?? 'text'} value={item} sensitive={sensitive} shown={shown} />;
  if (isEmpty(value)) return null;
  if (widget.name === 'group') return <ValueList fields={widget.fields ?? []} values={value as Values} shown={shown} />;
  if (widget.name === 'variants') return <ValueList fields={widget.variants?.[String((value as Values)[widget.by ?? 'kind'])] ?? []} values={value as Values} shown={shown} />;
  if (widget.name === 'map') return <ul>{Object.entries(value as Values).map(([key, item]) => <li key={key}>{pick(widget.keys?.find((one) => one.value === key)?.title, key)}{mark.colon}{inner(widget.item, item)}</li>)}</ul>;
  if (widget.name === 'list') return <ul className="values">{(value as Value[]).map((item, index) => <li key={index}>{widget.fields ? <ValueList fields={widget.fields} values={item as Values} shown={shown} /> : inner(widget.item, item)}</li>)}</ul>;
  if (widget.name === 'choices') return <>{(value as unknown[]).map(optionTitle).join(mark.list)}</>;
  if (widget.name === 'choice') return <>{optionTitle(value)}</>;
  if (widget.name === 'boolean') return <>{t(value === true ? 'request.yes' : 'request.no')}</>;
  if (sensitive) return <MaskedValue value={String(value)} kind={kind} shown={shown} />;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return <>{moment(value)}</>;
  return <>{String(value)}{widget.unit !== undefined && ` ${widget.unit}`}</>;
}

/** Named values under their titles, in the order of the form; what is empty is left out. */
export function ValueList({ fields, values, shown }: { fields: readonly FormField[]; values: Values; shown: boolean }) {
  const { pick } = useWords();
  return (
    <dl className="values">
      {fields.filter(({ name }) => !isEmpty(values[name])).map((field) => (
        <div key={field.name}><dt>{pick(field.title)}</dt><dd><FieldValue widget={field.widget} kind={field.kind} value={values[field.name]} sensitive={field.sensitive} shown={shown} /></dd></div>
      ))}
    </dl>
  );
}
