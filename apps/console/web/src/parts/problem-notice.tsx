import { isProblem } from '../api/problem';
import { useWords } from '../words/i18n';
import { Bar } from './bar';

/** A refusal, said where it was caused: what was refused, why, and what to correct. Details of single fields stand at the fields. */
export function ProblemNotice({ error, what }: { error: unknown; what?: string }) {
  const { t } = useWords();
  if (error === undefined || error === null) return null;
  const why = error instanceof Error ? error.message : String(error);
  const faults = isProblem(error) ? error.body.errors ?? [] : [];
  return (
    <div>
      <Bar tone="late" icon="octagon" role="alert" title={what ?? t('move.failed', { why })} more={what === undefined ? undefined : why} />
      {faults.length > 0 && <ul className="faults">{faults.map(({ pointer, detail }) => <li key={pointer + detail}><code>{pointer}</code> {detail}</li>)}</ul>}
    </div>
  );
}
