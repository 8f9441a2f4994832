import { type Outcome, failed } from '../plans/plan.ts';
import { bold, counted, literal, quoted } from './markdown.ts';
import { numbered } from './rows.ts';

interface Row {
  name: string;
  outcome: Outcome<unknown> | undefined;
}

/** What was deleted, and what the user did not want to be. `stopped`: not everything was. */
export function sayDeleted({ noun, rows }: { noun: 'task' | 'project'; rows: Row[] }): { text: string; stopped: boolean } {
  const deleted = rows.filter(({ outcome }) => outcome?.ok === true);
  const kept = rows.flatMap(({ name, outcome }) => (outcome?.ok === true ? [] : [{ name, outcome }]));
  const rejected = kept.flatMap(({ name, outcome }) =>
    outcome?.ok === false && outcome.code === 'rejected' ? [sayRejected({ name, error: outcome.error })] : [],
  );
  const failures = kept.flatMap(({ name, outcome }) => {
    if (outcome?.ok === false && outcome.code === 'rejected') return [];
    const fault = outcome?.ok === false ? outcome : { error: 'There was no answer.', code: 'internal' };
    return [`${bold(name)}: ${failed(fault)}`];
  });
  const unchanged = rejected.length > 0 && deleted.length === 0 && failures.length === 0 ? ['Nothing was changed.'] : [];
  const parts = [sayDone({ noun, deleted }), [...rejected, ...unchanged].join(' '), ...failures];
  return { text: parts.filter((text) => text !== '').join('\n\n'), stopped: kept.length > 0 };
}

function sayDone({ noun, deleted }: { noun: string; deleted: Row[] }): string {
  const [first] = deleted;
  if (!first) return '';
  if (deleted.length === 1) return `Deleted the ${noun} ${bold(first.name)}.`;
  return `Deleted ${counted(deleted.length, noun)}:\n\n${numbered(deleted.map(({ name }) => bold(name)))}`;
}

/** The device's sentence, without who decided and what did not happen, is the user's own reason. */
function sayRejected({ name, error }: { name: string; error: string }): string {
  const said = error.replace(/\s*Nothing (of it )?was (changed|done|deleted)\.\s*$/i, '').trim();
  const lead = /^[^:“"]*\b(reject|declin|refus|not approv|said no)[^:“"]*(:\s*|$)/i.exec(said)?.[0] ?? '';
  const reason = said
    .slice(lead.length)
    .replace(/^[“"]|[”"]?\.?$/g, '')
    .trim();
  const isLate = lead === '' ? /\bexpired\b/i.test(said) : /^expired$/i.test(reason);
  if (isLate) return `Deleting ${quoted(name)} was not approved in time.`;
  return `You rejected deleting ${quoted(name)}${reason === '' ? '' : `: ${literal(reason)}`}.`;
}
