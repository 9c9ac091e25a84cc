import { addDays, isLegalDate, parseInstant, toShanghaiIso } from '@lianzhi/contracts';
import type { Step, Story } from './story';

const WEEK_MS = 7 * 86_400_000;

/** Whole weeks by which the story has to move so that its last step lies within the seven days before `now` (ms). */
export function weeksToMove({ steps }: Story, now: number): number {
  return Math.floor((now - steps.at(-1)!.at) / WEEK_MS);
}

/** The story with every date and instant in it that many weeks later: weekdays stay what they are. */
export function moveStory(story: Story, weeks: number): Story {
  return { ...story, cases: moved(story.cases, weeks) as Story['cases'], steps: story.steps.map((step): Step => ({ ...step, at: step.at + weeks * WEEK_MS, with: moved(step.with, weeks) as Step['with'], then: moved(step.then, weeks) as Step['then'] })) };
}

function moved(value: unknown, weeks: number): unknown {
  if (typeof value === 'string') return movedText(value, weeks);
  if (Array.isArray(value)) return value.map((one) => moved(one, weeks));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, weeks)]));
  return value;
}

function movedText(text: string, weeks: number): string {
  if (isLegalDate(text)) return addDays(text, 7 * weeks);
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? toShanghaiIso(parseInstant(text) + weeks * WEEK_MS) : text;
}
