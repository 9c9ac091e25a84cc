import { Input } from 'antd';
import { useEffect, useState } from 'react';
import type { InputProps } from './field-input';
import { fenOf, moneyOf, moneyWords } from './money';

/** An amount: typed as people type it, shown with separators once they have left it, kept as it is sent. */
export function MoneyInput({ id, value, onChange, invalid, describedBy, widget }: InputProps) {
  const kept = typeof value === 'string' ? value : '';
  const shown = (text: string): string => { const fen = fenOf(text); return fen === undefined ? text : moneyWords(fen); };
  const [text, setText] = useState(() => shown(kept));
  const [typing, setTyping] = useState(false);
  // Somebody else may set it: the guard offers the right figure.
  useEffect(() => { if (!typing) setText(shown(kept)); }, [kept, typing]);
  const take = (next: string): void => { const fen = fenOf(next); setText(next); onChange(next.trim() === '' ? undefined : fen === undefined ? next : moneyOf(fen)); };
  return (
    <Input id={id} className="money" inputMode="decimal" autoComplete="off" suffix={widget.unit} value={text} {...(invalid && { status: 'error' as const, 'aria-invalid': true })} aria-describedby={describedBy}
      onFocus={() => setTyping(true)} onBlur={() => setTyping(false)} onChange={({ target }) => take(target.value)} />
  );
}
