import { useEffect } from 'react';

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox' && (target as HTMLInputElement).type !== 'radio');

/** One that was closed stays in the page, hidden. */
const dialogIsOpen = (): boolean => [...document.querySelectorAll('[role="dialog"]')].some((dialog) => dialog.checkVisibility());

/** Single keys as commands. Off while somebody types, while a dialog is open, and with a modifier held. */
export function useKeys(commands: Record<string, (() => void) | undefined>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
      if (dialogIsOpen()) return;
      // Enter on a button or a link is that button's.
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a, input') !== null) return;
      const command = commands[event.key];
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
