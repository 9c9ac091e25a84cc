import { isProblem } from '../api/problem';
import { useWords } from '../words/i18n';
import { Bar } from './bar';

/** A refusal, said where it was caused: what was refused, why, and what to correct. Details of single fields stand at the fields. */
export function ProblemNotice({ error, what, nameOf }: { error: unknown; what?: string; /** Of a field, by its pointer. */ nameOf?: (pointer: string) => string }) {
  const { t, mark } = useWords();
  if (error === undefined || error === null) return null;
  const why = error instanceof Error ? error.message : String(error);
  const faults = isProblem(error) ? error.body.errors ?? [] : [];
  return (
    <div>
      <Bar tone="late" icon="octagon" role="alert" title={what ?? t('move.failed', { why })} more={what === undefined ? undefined : why} />
      {faults.length > 0 && <ul className="faults">{faults.map(({ pointer, detail }) => <li key={pointer + detail}>{nameOf === undefined ? <><code>{pointer}</code> {detail}</> : <><strong>{nameOf(pointer)}</strong>{mark.colon}{detail}</>}</li>)}</ul>}
    </div>
  );
}
