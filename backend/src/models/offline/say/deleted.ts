import type { Outcome, Scene } from '../plans/plan.ts';
import type { DeletedNoun } from './english/deleted.ts';
import { numbered } from './rows.ts';

interface Row {
  name: string;
  outcome: Outcome<unknown> | undefined;
}

/** What was deleted, and what the user did not want to be. `stopped`: not everything was. */
export function sayDeleted({ noun, rows, scene }: { noun: DeletedNoun; rows: Row[]; scene: Scene }): {
  text: string;
  stopped: boolean;
} {
  const { voice } = scene;
  const deleted = rows.filter(({ outcome }) => outcome?.ok === true);
  const kept = rows.flatMap(({ name, outcome }) => (outcome?.ok === true ? [] : [{ name, outcome }]));
  const rejected = kept.flatMap(({ name, outcome }) =>
    outcome?.ok === false && outcome.code === 'rejected' ? [sayRejected({ name, error: outcome.error, scene })] : [],
  );
  const failures = kept.flatMap(({ name, outcome }) => {
    if (outcome?.ok === false && outcome.code === 'rejected') return [];
    const fault = outcome?.ok === false ? outcome : { error: '', code: 'unanswered' };
    return [`${voice.rows.name(name)}: ${voice.faults.failed(fault)}`];
  });
  const unchanged = rejected.length > 0 && deleted.length === 0 && failures.length === 0 ? [voice.deleted.unchanged()] : [];
  const parts = [sayDone({ noun, deleted, scene }), [...rejected, ...unchanged].join(' '), ...failures];
  return { text: parts.filter((text) => text !== '').join('\n\n'), stopped: kept.length > 0 };
}

function sayDone({ noun, deleted, scene }: { noun: DeletedNoun; deleted: Row[]; scene: Scene }): string {
  const [first] = deleted;
  const { voice } = scene;
  if (!first) return '';
  if (deleted.length === 1) return voice.deleted.one({ noun, name: first.name });
  const names = deleted.map(({ name }) => voice.rows.name(name));
  return `${voice.deleted.head({ noun, count: deleted.length })}\n\n${numbered(names)}`;
}

/** The device's sentence, without who decided and what did not happen, is the user's own reason. */
function sayRejected({ name, error, scene }: { name: string; error: string; scene: Scene }): string {
  const said = error.replace(/\s*Nothing (of it )?was (changed|done|deleted)\.\s*$/i, '').trim();
  const lead = /^[^:“"]*\b(reject|declin|refus|not approv|said no)[^:“"]*(:\s*|$)/i.exec(said)?.[0] ?? '';
  const reason = said
    .slice(lead.length)
    .replace(/^[“"]|[”"]?\.?$/g, '')
    .trim();
  const isLate = lead === '' ? /\bexpired\b/i.test(said) : /^expired$/i.test(reason);
  const { deleted } = scene.voice;
  return isLate ? deleted.late(name) : deleted.rejected({ name, reason });
}
