import { useId } from 'react';
import { useWords } from '../words/i18n';
import type { FormField } from './contract-entry';
import { FieldInput } from './field-input';
import type { Fault, Value, Values } from './values';

interface FieldListProps {
  fields: readonly FormField[];
  values: Values;
  onChange: (values: Values) => void;
  /** Pointer of the object that these fields are of. */
  base: string;
  faults: readonly Fault[];
  /** Fields that the outcome cannot do without. */
  needed?: ReadonlySet<string>;
}

/** Fields of a contract, each with its label, its hint and what is wrong with it. */
export function FieldList({ fields, values, onChange, base, faults, needed }: FieldListProps) {
  return (
    <div className="fields">
      {fields.map((field) => <OneField key={field.name} field={field} value={values[field.name]} onChange={(value) => onChange({ ...values, [field.name]: value })} pointer={`${base}/${field.name}`} faults={faults} required={field.required || (needed?.has(field.name) ?? false)} />)}
    </div>
  );
}

/** Kinds that want the whole width. */
const broad = new Set(['group', 'list', 'map', 'variants', 'long-text', 'choices']);
/** Kinds that are more than one control: a label for them names the group. */
const several = new Set(['group', 'list', 'map', 'variants', 'choices', 'boolean']);

function OneField({ field, value, onChange, pointer, faults, required }: { field: FormField; value: Value; onChange: (value: Value) => void; pointer: string; faults: readonly Fault[]; required: boolean }) {
  const { t, pick } = useWords();
  const id = useId();
  const label = pick(field.title);
  const own = faults.filter((fault) => fault.pointer === pointer);
  const notes = own.length > 0 || field.hint !== undefined;
  const head = <>{label}{required && <b className="late" title={t('answer.required')}> *</b>}</>;
  const body = (
    <>
      <FieldInput nested={(inner) => <FieldList {...inner} faults={faults} />} id={id} widget={field.widget} label={label} value={value} onChange={onChange} pointer={pointer} faults={faults} invalid={own.length > 0} describedBy={notes ? `${id}-notes` : undefined} />
      {notes && <span id={`${id}-notes`} className="field-notes">{field.hint && <small className="secondary">{pick(field.hint)}</small>}{own.map(({ detail }) => <small key={detail} className="late" role="alert">{detail}</small>)}</span>}
    </>
  );
  const className = `field${broad.has(field.widget.name) ? ' broad' : ''}`;
  return several.has(field.widget.name)
    ? <fieldset className={className} data-pointer={pointer}><legend>{head}</legend>{body}</fieldset>
    : <div className={className} data-pointer={pointer}><label htmlFor={id}>{head}</label>{body}</div>;
}
