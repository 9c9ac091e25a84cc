import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrganisations } from './organisations';
import type { PlaySamples, SamplePlayerContext } from './sample-player-context';
import { moveStory, readStory, StoryFailure, StoryPlayer, StorySystem, weeksToMove, type Step, type StepMemory, type Story } from './stories';
import { writeClock } from '@lianzhi/platform';
import { writeAtomically } from './write-atomically';

/** The stories that a local launch shows. */
const SAMPLES = ['hiding-debtor', 'preservation-freeze'];
/** A story ends at least this long before now, so that what it leaves open can be closed after its last step. */
const CLOSING_MS = 10 * 60_000;

/** What has been played, in `samples.json` of the data folder. */
interface Progress { [story: string]: { weeks: number; steps: Record<string, StepMemory>; done?: true } }

/**
 * Plays the sample stories once per data folder, their dates moved by whole weeks to the last seven days and all their steps in
 * one order of time; closes what they leave open and gives real time back. Killed, it goes on at the next start: what it
 * sends is kept before it is sent and has an `Idempotency-Key`, so nothing is done twice.
 */
export const playSamples: PlaySamples = async (context) => {
  const progress = new ProgressFile(join(context.home, 'samples.json'));
  const system = systemOf(context);
  const samples = SAMPLES.filter((name) => !progress.isDone(name)).map((name) => readStory(name)).filter((story) => takesPart(story, system, context));
  if (samples.length === 0) return;
  const players = samples.map((story) => playerOf(story, system, progress, context.signal));
  try {
    await Promise.all(players.map((player) => player.putCase()));
    const steps = players.flatMap((player) => player.story.steps.map((step) => ({ player, step }))).sort((a, b) => a.step.at - b.step.at);
    for (const { player, step } of steps) if (!context.signal.aborted) await player.play(step);
    for (const player of players) await close(player, progress);
  } catch (error) {
    if (context.signal.aborted) return;
    if (!(error instanceof StoryFailure && error.error === 'idempotency-key-reused')) throw error;
    // The databases are older than this data folder: they hold these samples already.
    for (const { story } of players) progress.finish(story.name);
  } finally {
    writeClock(context.clockFile, null);
  }
};

async function close(player: StoryPlayer, progress: ProgressFile): Promise<void> {
  await player.closeWhatIsOpen(player.story.steps.at(-1)!.at + CLOSING_MS / 2);
  progress.finish(player.story.name);
}

function playerOf(story: Story, system: StorySystem, progress: ProgressFile, signal: AbortSignal): StoryPlayer {
  const weeks = progress.weeksOf(story.name) ?? weeksToMove(story, Date.now() - CLOSING_MS);
  progress.begin(story.name, weeks);
  return new StoryPlayer(moveStory(story, weeks), {
    system, signal, memory: { of: ({ index }) => progress.of(story.name, index), remember: ({ index }, memory) => progress.remember(story.name, index, memory) },
    keyOf: (step: Step) => `sample/${story.name}/${step.index + 1}`,
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

class ProgressFile {
  private readonly progress: Progress;

  constructor(private readonly file: string) {
    this.progress = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : {};
  }

  isDone(story: string): boolean { return this.progress[story]?.done === true; }
  weeksOf(story: string): number | undefined { return this.progress[story]?.weeks; }
  of(story: string, step: number): StepMemory { return this.progress[story]?.steps[step + 1] ?? {}; }

  begin(story: string, weeks: number): void {
    if (this.progress[story]) return;
    this.write({ ...this.progress, [story]: { weeks, steps: {} } });
  }

  remember(story: string, step: number, memory: StepMemory): void {
    // A body is needed only until the step is done; it holds personal data.
    const { body, ...kept } = memory;
    const known = this.progress[story]!;
    this.write({ ...this.progress, [story]: { ...known, steps: { ...known.steps, [step + 1]: memory.done ? kept : { body, ...kept } } } });
  }

  finish(story: string): void {
    this.write({ ...this.progress, [story]: { ...this.progress[story]!, done: true } });
  }

  private write(progress: Progress): void {
    Object.assign(this.progress, progress);
    writeAtomically(this.file, JSON.stringify(this.progress));
  }
}
