/** A name that may be a project's, and where it was seen. */
export type ProjectCandidate = { name: string; source: 'file' | 'subject' | 'text'; score: number };

const named =
  /(?<!\p{L})(?:project|progetto|projekt|projet|proyecto|projeto|project|проект|projektet)\s+[“"«„']?((?:\p{Lu}|\d)[\p{L}\d&'’.-]*(?:\s+(?:\p{Lu}|\d)[\p{L}\d&'’.-]*){0,3})/gu;
const tagged = /^\s*(?:(?:re|fwd?|aw|wg|r|i|tr|rv|sv|vs|enc)\s*:\s*)*\[([^\]\n]{2,60})\]/i;
const dull =
  /^(?:re|fwd?|final|draft|copy|copia|scan|img|image|document|documento|dokument|untitled|new|nuovo|neu|invoice|fattura|rechnung|facture|factura|fatura|mail|email|message|inbox|report|notes?|minutes|meeting|v\d+|\d+|external|ext|spam|bulk|the|of|di|del|der|die|das|and|for|per|from|signed|rev\d*|version)$/i;

/** Names of projects that a file's name, a mail's subject or its text put forward; the likeliest first. */
export function projectCandidates({
  name,
  subject,
  text,
}: {
  name: string;
  subject?: string | undefined;
  text: string;
}): ProjectCandidate[] {
  const found = new Map<string, ProjectCandidate>();
  const add = (candidate: string, source: ProjectCandidate['source'], score: number): void => {
    const clean = candidate.replace(/[\s.,;:'’"”»-]+$/u, '').trim();
    if (clean.length < 2 || dull.test(clean)) return;
    const known = found.get(clean.toLowerCase());
    if (known) known.score += score;
    else found.set(clean.toLowerCase(), { name: clean, source, score });
  };
  for (const match of `${subject ?? ''}\n${text.slice(0, 50_000)}`.matchAll(named)) add(match[1] as string, 'text', 3);
  const tag = tagged.exec(subject ?? '');
  if (tag) add(tag[1] as string, 'subject', 2);
  const words = name
    .replace(/\.[a-z0-9]{1,6}$/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.\-–()[\]]+/)
    .filter((word) => word !== '' && !dull.test(word) && !/^\d+$/.test(word));
  if (words.length > 0 && words.length <= 5) add(words.join(' '), 'file', 1);
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, 10);
}
