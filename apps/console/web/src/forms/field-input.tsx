import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import type { FormField, Widget } from './contract-entry';
import { Moment } from './moment-input';
import type { Fault, Value, Values } from './values';

/** Fields inside a field, at the pointer `base`. */
export interface NestedFields { fields: readonly FormField[]; values: Values; onChange: (values: Values) => void; base: string }

/** `nested` draws fields inside a field: the list of fields gives itself. */
export interface InputProps { nested: (inner: NestedFields) => ReactNode; id: string; widget: Widget; label: string; value: Value; onChange: (value: Value) => void; pointer: string; faults: readonly Fault[]; invalid: boolean; describedBy?: string }

/** The control for a field of a contract, by the name of its widget. What is not listed is a line of text. */
export function FieldInput(props: InputProps) {
  const { widget: { name } } = props;
  const Control = controls[name] ?? TextLine;
  return <Control {...props} />;
}

const asText = (value: Value): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const common = ({ id, invalid, describedBy }: InputProps) => ({ id, ...(invalid && { status: 'error' as const, 'aria-invalid': true }), ...(describedBy !== undefined && { 'aria-describedby': describedBy }) });

function TextLine(props: InputProps) {
  const { widget, value, onChange } = props;
  return <Input {...common(props)} value={asText(value)} maxLength={widget.maxLength} placeholder={widget.placeholder} suffix={widget.unit} autoComplete="off" onChange={({ target }) => onChange(target.value)} />;
}

// Grows by CSS: antd's own way of measuring writes a style attribute, which the page's policy refuses.
function LongText(props: InputProps) {
  return <Input.TextArea {...common(props)} value={asText(props.value)} rows={2} className="long-text" maxLength={props.widget.maxLength} onChange={({ target }) => props.onChange(target.value)} />;
}

function Whole(props: InputProps) {
  return <InputNumber {...common(props)} className="wide" precision={0} min={props.widget.min} max={props.widget.max} value={props.value as number | null} onChange={(value) => props.onChange(value ?? undefined)} />;
}

function Choice(props: InputProps) {
  const { pick } = useWords();
  const { widget, value, onChange, label } = props;
  return <Select {...common(props)} className="wide" aria-label={label} allowClear value={(value as string | undefined) ?? undefined} onChange={onChange} options={(widget.options ?? []).map((option) => ({ value: option.value, label: pick(option.title) }))} />;
}

function Choices({ widget, value, onChange, label }: InputProps) {
  const { pick } = useWords();
  return <Checkbox.Group aria-label={label} value={(value as string[] | undefined) ?? []} onChange={onChange} options={(widget.options ?? []).map((option) => ({ value: option.value, label: pick(option.title) }))} />;
}

function YesNo({ value, onChange, label }: InputProps) {
  const { t } = useWords();
  return <Radio.Group aria-label={label} value={value} onChange={({ target }) => onChange(target.value)} options={[{ value: true, label: t('request.yes') }, { value: false, label: t('request.no') }]} />;
}

function Group({ widget, value, onChange, pointer, nested }: InputProps) {
  return <div className="nested">{nested({ fields: widget.fields ?? [], values: (value as Values | undefined) ?? {}, onChange, base: pointer })}</div>;
}

function List(props: InputProps) {
  const { t } = useWords();
  const { widget, value, onChange, pointer, faults, label, id } = props;
  const items = Array.isArray(value) ? (value as Value[]) : [];
  const change = (index: number, item: Value): void => onChange(items.map((one, at) => (at === index ? item : one)));
  const remove = (index: number): void => onChange(items.filter((_, at) => at !== index));
  return (
    <div className="nested list">
      {items.map((item, index) => (
        <div className="item" key={index} role="group" aria-label={`${label} ${t('answer.item', { n: index + 1 })}`}>
          <div className="between"><span className="secondary small">{t('answer.item', { n: index + 1 })}</span><Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={`${t('answer.remove')} ${label} ${index + 1}`} onClick={() => remove(index)} /></div>
          {widget.fields
            ? props.nested({ fields: widget.fields, values: (item as Values | undefined) ?? {}, onChange: (next) => change(index, next), base: `${pointer}/${index}` })
            : <FieldInput {...props} id={`${id}-${index}`} widget={widget.item ?? { name: 'text' }} value={item} onChange={(next) => change(index, next)} pointer={`${pointer}/${index}`} invalid={faults.some((fault) => fault.pointer === `${pointer}/${index}`)} />}
        </div>
      ))}
      <Button id={id} size="small" icon={<Icon name="plus" small />} disabled={widget.max !== undefined && items.length >= widget.max} onClick={() => onChange([...items, widget.fields ? {} : ''])}>{t('answer.add', { what: label })}</Button>
    </div>
  );
}

function Map_({ id, widget, value, onChange, faults, pointer, nested }: InputProps) {
  const { pick } = useWords();
  const values = (value as Values | undefined) ?? {};
  return (
    <div className="nested">
      {(widget.keys ?? []).map((key) => (
        <label className="field" key={key.value} htmlFor={`${id}-${key.value}`}><span>{pick(key.title)}</span>
          <FieldInput nested={nested} id={`${id}-${key.value}`} widget={widget.item ?? { name: 'text' }} label={pick(key.title)} value={values[key.value]} onChange={(next) => onChange({ ...values, [key.value]: next })} pointer={`${pointer}/${key.value}`} faults={faults} invalid={false} />
        </label>
      ))}
    </div>
  );
}

function Variants({ widget, value, onChange, pointer, label, id, nested }: InputProps) {
  const { pick } = useWords();
  const by = widget.by ?? 'kind';
  const values = (value as Values | undefined) ?? {};
  const variants = widget.variants ?? {};
  const titles = Object.entries(variants).map(([name, fields]) => ({ value: name, label: pick(fields.find((field) => field.name === by)?.widget.options?.find((option) => option.value === name)?.title, name) }));
  const fields: readonly FormField[] = (variants[String(values[by])] ?? []).filter((field) => field.name !== by);
  return (
    <div className="nested">
      <Radio.Group id={id} aria-label={label} value={values[by]} options={titles} onChange={({ target }) => onChange({ [by]: target.value as string })} />
      {nested({ fields, values, onChange, base: pointer })}
    </div>
  );
}

const controls: Record<string, (props: InputProps) => React.JSX.Element> = {
  'long-text': LongText, integer: Whole, choice: Choice, choices: Choices, boolean: YesNo, group: Group, list: List, map: Map_, variants: Variants,
  instant: (props) => <Moment {...props} kind="instant" />, date: (props) => <Moment {...props} kind="date" />, 'date-or-instant': (props) => <Moment {...props} kind="date-or-instant" />,
};
