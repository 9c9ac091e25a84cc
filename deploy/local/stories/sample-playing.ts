import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOrganisations } from '../organisations';
import type { SamplePlayerContext } from '../sample-player-context';
import { moveStory, weeksToMove } from './move-story';
import { readStory } from './read-story';
import type { SampleProgress } from './sample-progress';
import type { Story } from './story';
import { StoryFailure, StoryPlayer } from './story-player';
import { StorySystem } from './story-system';

/** A story ends at least this long before now, so that what it leaves open can be closed after its last step. */
const CLOSING_MS = 10 * 60_000;

/** Plays these stories together, all their steps in one order of time, closes what they leave open and gives real time back. */
export async function playTogether(names: readonly string[], context: SamplePlayerContext, progress: SampleProgress): Promise<void> {
  const system = systemOf(context);
  const players = names.map(readStory).filter((story) => takesPart(story, system, context)).map((story) => playerOf(story, system, progress, context.signal));
  try {
    await Promise.all(players.map((player) => player.putCases()));
    const steps = players.flatMap((player) => player.story.steps.map((step) => ({ player, step }))).sort((a, b) => a.step.at - b.step.at);
    for (const { player, step } of steps) await player.play(step);
    for (const player of players) {
      await player.closeWhatIsOpen(player.story.steps.at(-1)!.at + CLOSING_MS / 2);
      progress.finish(player.story.name);
    }
  } catch (error) {
    if (context.signal.aborted) return;
    if (!(error instanceof StoryFailure && error.error === 'idempotency-key-reused')) throw error;
    // The databases are older than this data folder: they hold these samples already.
    for (const { story } of players) progress.finish(story.name);
  } finally {
    rmSync(context.clockFile, { force: true });
  }
}

function playerOf(story: Story, system: StorySystem, progress: SampleProgress, signal: AbortSignal): StoryPlayer {
  const { name } = story;
  const weeks = progress.weeksOf(name) ?? weeksToMove(story, Date.now() - CLOSING_MS);
  progress.begin(name, weeks);
  return new StoryPlayer(moveStory(story, weeks), {
    system, signal, memory: { of: ({ index }) => progress.of(name, index), remember: ({ index }, memory) => progress.remember(name, index, memory) },
    keyOf: ({ index }) => `sample/${name}/${index + 1}`,
  });
}

function systemOf({ services, issuer, clients, clockFile, coreBankingUrl, root, signal }: SamplePlayerContext): StorySystem {
  const organisations = readOrganisations(join(root, 'deploy', 'local', 'organisations.csv'));
  return new StorySystem({ services, issuer, clients, organisations, clockFile, coreBankingUrl, signal });
}

/** With a list of organisations of one's own some of a story's may be missing. */
function takesPart(story: Story, system: StorySystem, { log }: SamplePlayerContext): boolean {
  const missing = [...new Set(story.steps.flatMap(({ by, to }) => [by, to]))].filter((code) => code !== undefined && !system.has(code));
  if (missing.length > 0) log(`样例 ${story.name} 缺少单位，略过 sample left out, organisations are missing: ${missing.join(', ')}`);
  return missing.length === 0;
}
