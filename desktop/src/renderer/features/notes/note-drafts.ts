/** What a window wrote and has not saved: over which revision, and the text as it stands. */
export interface NoteDraft {
  revision: number;
  title: string;
  content: string;
  /** The `fingerprint` of the text that was sent last, and of which nobody knows whether it arrived. */
  sent?: string | undefined;
}

/** Tells two texts apart, in 53 bits and their lengths. */
export function fingerprint({ title, content }: { title: string; content: string }): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const text of [title, '\0', content])
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
  return `${title.length}.${content.length}.${(high >>> 0).toString(36)}.${(low >>> 0).toString(36)}`;
}

/** Texts on their way to the core, kept in this browser so that a killed page loses nothing. */
export interface NoteDrafts {
  /** Answers whether it was kept: a full browser refuses. */
  keep: (noteId: string, draft: NoteDraft) => boolean;
  /** This window's text is saved. */
  drop: (noteId: string) => void;
  /** What windows that are gone left of a note. `take` ends it. */
  left: (noteId: string) => Promise<{ draft: NoteDraft; take: () => void }[]>;
}

const PREFIX = 'adiuva.note-draft.';

/** Held by a window as long as it lives; without such locks every other window counts as gone. */
export interface WindowLocks {
  hold: (name: string) => void;
  isHeld: (name: string) => Promise<boolean>;
}

export function browserLocks(locks: LockManager | undefined): WindowLocks {
  return {
    hold: (name) => void locks?.request(name, () => new Promise<never>(() => {})).catch(() => {}),
    isHeld: async (name) => {
      const { held = [] } = (await locks?.query()) ?? {};
      return held.some((lock) => lock.name === name);
    },
  };
}

function isDraft(value: unknown): value is NoteDraft {
  if (typeof value !== 'object' || value === null) return false;
  const draft: Partial<Record<keyof NoteDraft, unknown>> = value;
  const isText = typeof draft.title === 'string' && typeof draft.content === 'string';
  return isText && typeof draft.revision === 'number' && (draft.sent === undefined || typeof draft.sent === 'string');
}

function readDraft(text: string | null): NoteDraft | undefined {
  if (text === null) return undefined;
  try {
    const draft: unknown = JSON.parse(text);
    return isDraft(draft) ? draft : undefined;
  } catch {
    // Something else wrote there: it is no draft of ours.
    return undefined;
  }
}

export function createNoteDrafts({
  memory,
  locks,
  windowId,
}: {
  memory: Storage;
  locks: WindowLocks;
  windowId: string;
}): NoteDrafts {
  const lockName = (id: string) => `adiuva.window.${id}`;
  locks.hold(lockName(windowId));
  const keyOf = (noteId: string) => `${PREFIX}${noteId}.${windowId}`;
  return {
    keep: (noteId, draft) => {
      try {
        memory.setItem(keyOf(noteId), JSON.stringify(draft));
        return true;
      } catch {
        // No room. What was kept before stays: an older text is better than none.
        return false;
      }
    },
    drop: (noteId) => memory.removeItem(keyOf(noteId)),
    left: async (noteId) => {
      const prefix = `${PREFIX}${noteId}.`;
      const keys = Array.from({ length: memory.length }, (_, index) => memory.key(index));
      const found: { draft: NoteDraft; take: () => void }[] = [];
      for (const key of keys) {
        if (!key?.startsWith(prefix) || key === keyOf(noteId)) continue;
        if (await locks.isHeld(lockName(key.slice(prefix.length)))) continue;
        const draft = readDraft(memory.getItem(key));
        if (draft) found.push({ draft, take: () => memory.removeItem(key) });
        else memory.removeItem(key);
      }
      return found;
    },
  };
}
