import { useFromTime } from '../time/server-clock';
import { endWords, momentWords } from '../time/countdown';
import { useWords } from './i18n';

/** Says instants (RFC 3339) the way people read them; changes at midnight only. */
export function useMoments(): { moment: (at: string | null | undefined) => string; end: (at: string | null | undefined) => string } {
  const { language } = useWords();
  // The day of Shanghai: today's are said as "today".
  const day = useFromTime((now) => Math.floor((now + 8 * 3_600_000) / 86_400_000));
  const now = day * 86_400_000 - 8 * 3_600_000;
  const say = (words: typeof momentWords) => (at: string | null | undefined): string => (at == null || Number.isNaN(Date.parse(at)) ? '' : words(Date.parse(at), now, language));
  return { moment: say(momentWords), end: say(endWords) };
}
