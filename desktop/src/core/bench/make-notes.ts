import { embedOffline } from '@adiuva/reading/embed';
import { hash } from 'node:crypto';
import { createChangeFeed } from '#core/change-feed/index.ts';
import { systemClock } from '#core/clock.ts';
import { composeData } from '#core/compose-data.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { vectorBlob } from '#core/vectors/index.ts';

const VOCABULARY = 4_000;
const syllables = 'ba ce di fo gu la me ni po ru sa te vi zo cha bre sto pri mon lin ter gra ver con'.split(' ');

/** Numbers that look like chance and are the same each time. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A word of a made-up language, the same for the same number. */
function wordOf(number: number): string {
  const below = chance(number + 1);
  return Array.from({ length: 2 + below(3) }, () => syllables[below(syllables.length)] ?? '').join('');
}

const words = Array.from({ length: VOCABULARY }, (_, number) => wordOf(number * 7919));

/** Texts as notes have them: a few common words, many rare ones, and a name that no other has. */
export function noteOf(number: number): { title: string; content: string } {
  const below = chance(number * 31 + 17);
  // A few words are in every tenth note, most in one of hundreds.
  const word = (): string => words[Math.floor((VOCABULARY * below(1_000) ** 2) / 1_000_000)] ?? '';
  const many = (count: number): string => Array.from({ length: count }, word).join(' ');
  return { title: `${many(2)} ${number}-${below(9_000) + 1_000}`, content: `${many(30)}. ${many(30)}.` };
}

/** Fills the database in `folder` with notes and their embeddings, of which no index was made yet. */
export async function makeNotes({ folder, count }: { folder: string; count: number }): Promise<void> {
  const clock = systemClock();
  const logger = createMemoryLogger();
  const data = composeData({ folder, clock, feed: createChangeFeed(), logger });
  const { database } = data;
  const sqlite = database.db.$client;
  const note = sqlite.prepare(
    "insert into notes (id, title, content, created_at, updated_at, origin) values (?, ?, ?, 1, 1, 'human')",
  );
  const vector = sqlite.prepare(
    "insert into note_embeddings (note_id, content_sha256, model, vector) values (?, ?, 'offline:rules', ?)",
  );
  const mark = sqlite.prepare("update note_texts set state = 'embedded', content_sha256 = ? where note_id = ?");
  for (let from = 0; from < count; from += 1_000)
    database.writeRelaxed(() => {
      for (let number = from; number < Math.min(count, from + 1_000); number += 1) {
        const { title, content } = noteOf(number);
        const [id, text] = [`note-${number}`, `${title}\n${content}`];
        const sha256 = hash('sha256', text, 'hex');
        note.run(id, title, content);
        vector.run(id, sha256, vectorBlob(embedOffline(text)));
        mark.run(sha256, id);
      }
    });
  data.dispose();
}
