import { useId, type ReactNode } from 'react';

/** One numbered part of the form. */
export function Section({ n, title, more, children }: { n: number; title: string; more?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="form-section" aria-labelledby={id}>
      <header className="between"><h2 id={id}><span className="nth" aria-hidden="true">{n}</span>{title}</h2>{more}</header>
      {children}
    </section>
  );
}
