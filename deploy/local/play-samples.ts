import { join } from 'node:path';
import type { PlaySamples } from './sample-player-context';
import { SampleProgress } from './stories/sample-progress';

/** The stories that a local launch shows. */
const SAMPLES = ['hiding-debtor', 'preservation-freeze'];

/**
 * Plays the sample stories once per data folder, their dates moved by whole weeks to the last seven days. Killed, it goes on
 * at the next start: what it sends is kept before it is sent and has an `Idempotency-Key`, so nothing is done twice.
 */
export const playSamples: PlaySamples = async (context) => {
  const progress = new SampleProgress(join(context.home, 'samples.json'));
  const left = SAMPLES.filter((name) => !progress.isDone(name));
  if (left.length === 0) return;
  // Loaded only when there is something to play: the launcher is to stay small.
  const { playTogether } = await import('./stories/sample-playing.js');
  await playTogether(left, context, progress);
};
