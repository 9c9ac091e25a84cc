import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type Tone = 'late' | 'risk' | 'ok' | 'plain' | 'primary';

/** A line that says what has happened, with at most one thing to do about it. */
export function Bar({ tone = 'plain', icon, title, more, role = 'status', children }: { tone?: Tone; icon: IconName; title: string; more?: string; role?: 'status' | 'alert'; children?: ReactNode }) {
  return (
    <div className={`bar ${tone}`} role={role}>
      <Icon name={icon} />
      <div className="grow"><strong>{title}</strong>{more !== undefined && <small>{more}</small>}</div>
      {children}
    </div>
  );
}
