import type { SaveState } from './note-session.ts';

/** A note's text is bounded by the protocol. */
export const LONGEST = 900_000;
export const TOO_LONG =
  'A note has room for 900,000 characters, and this one is longer. It is kept in this window: cut it in two.';

/** How what is written stands, in words for the line under it. */
export function saveWords({ save, kept }: { save: SaveState; kept: boolean }): string {
  if (!kept && save !== 'saved')
    return 'Not saved, and this browser has no room to keep it: leave the window open until it says “Saved”.';
  switch (save) {
    case 'saved':
      return 'Saved';
    case 'waiting':
      return 'Kept here, saved in a moment';
    case 'saving':
      return 'Saving…';
    case 'away':
      return 'Kept in this browser; saved as soon as the app’s own process is back';
    case 'failed':
      return 'Not saved; kept in this browser';
    case 'conflict':
      return 'Not saved: changed elsewhere meanwhile; yours is kept in this browser';
    case 'gone':
      return 'Not saved: the note was deleted meanwhile; yours is kept in this browser';
    default:
      return save satisfies never;
  }
}

/** How many words a text has, roughly as people count. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
}
