export { agree, seeSides, untilAgreed, type RequestEnds, type RequestTracked, type Sides } from './agreement';
export { alertsAbout, type AlertSeen } from './alerts';
export type { CheckResult } from './check-then';
export { moveStory, weeksToMove } from './move-story';
export { parseStory, readStory, STORIES } from './read-story';
export type { Step, Story } from './story';
export { StoryFailure, StoryPlayer, type StepMemory, type StoryMemory } from './story-player';
export { AUTOMATED, StorySystem, type Answer, type StorySystemOptions } from './story-system';
export { until } from './until';
