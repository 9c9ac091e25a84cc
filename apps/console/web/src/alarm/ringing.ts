import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;
const MUTE_MS = 5 * 60_000;

/** Two short tones. A browser that nobody has touched yet may stay silent: the dialog is there all the same. */
function ring(): void {
  try {
    const audio = new AudioContext();
    for (const [at, pitch] of [[0, 880], [0.25, 660]] as const) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.2);
    }
    setTimeout(() => void audio.close(), 1_000);
  } catch { /* no sound here */ }
}

let mutedUntil = 0;

/** Rings while the part is shown, every half minute; muting lasts five minutes and for all alarms. */
export function useRinging(): { muted: boolean; mute: () => void } {
  const [muted, setMuted] = useState(() => Date.now() < mutedUntil);
  useEffect(() => {
    const step = (): void => { const quiet = Date.now() < mutedUntil; setMuted(quiet); if (!quiet) ring(); };
    step();
    const timer = setInterval(step, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { muted, mute: () => { mutedUntil = Date.now() + MUTE_MS; setMuted(true); } };
}
