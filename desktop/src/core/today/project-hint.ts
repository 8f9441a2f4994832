import type { CapturedProject } from '#rpc/today.ts';

interface Span {
  start: number;
  end: number;
}

/** Letters and digits as names are compared; every letter stays one letter, so that places stay places. */
function plain(text: string): string {
  return Array.from(text)
    .map((letter) => {
      const bare = letter.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
      return bare.length === letter.length ? bare : letter;
    })
    .join('');
}

/** `#website`, `#hotel-aurora` */
const mark = /(?<=^|\s)#([\p{L}\p{N}][\p{L}\p{N}_-]*)/u;
/** What stands before the name of a project or client when it says where a task belongs, in bare letters. */
const beforeName =
  /(?<=^|\s)(?:for|in|at|per|fur|pour|para|voor|von|im|beim?|zu[mr]?)\s+(?:the\s+|das\s+|die\s+|den\s+|il\s+|la\s+|lo\s+)?$/iu;
/** Shorter names are words like others. */
const MEANING = 3;

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/**
 * The projects that a text may mean: by `#` and the beginning of a name, or by “for” and a whole name, of a project or of a
 * client. The longest name counts; of a client it is all its projects.
 */
export function projectHint({
  text,
  projects,
  taken,
}: {
  text: string;
  projects: readonly CapturedProject[];
  /** What means something else already. */
  taken: readonly Span[];
}): { span: Span; projects: CapturedProject[] } | undefined {
  const marked = mark.exec(text);
  if (marked) {
    const wanted = plain(marked[1] ?? '').replaceAll(/[_-]+/g, ' ');
    const found = byBeginning({ wanted, projects });
    if (found.length > 0) return { span: { start: marked.index, end: marked.index + marked[0].length }, projects: found };
  }
  const line = plain(text);
  const named = [
    ...projects.map((project) => ({ name: plain(project.name), means: [project] })),
    ...clientsOf(projects).map(([name, means]) => ({ name: plain(name), means })),
  ].toSorted((a, b) => b.name.length - a.name.length);
  for (const { name, means } of named) {
    if (name.length < MEANING) continue;
    const at = placeOf({ line, name });
    const led = at === undefined ? null : beforeName.exec(line.slice(0, at));
    if (at === undefined || !led) continue;
    const span = { start: led.index, end: at + name.length };
    if (taken.some(({ start, end }) => start < span.end && span.start < end)) continue;
    return { span, projects: means.slice(0, OFFERED) };
  }
  return undefined;
}

/** Projects offered where a hint may mean several. */
const OFFERED = 8;

function byBeginning({ wanted, projects }: { wanted: string; projects: readonly CapturedProject[] }): CapturedProject[] {
  const words = (text: string): string =>
    plain(text)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const exact = projects.filter(({ name }) => words(name) === wanted);
  if (exact.length > 0) return exact.slice(0, OFFERED);
  const begins = projects.filter(({ name }) => words(name).startsWith(wanted));
  if (begins.length > 0) return begins.slice(0, OFFERED);
  const inside = projects.filter(({ name, client_name: client }) =>
    ` ${words(`${name} ${client ?? ''}`)}`.includes(` ${wanted}`),
  );
  return inside.slice(0, OFFERED);
}

function clientsOf(projects: readonly CapturedProject[]): [string, CapturedProject[]][] {
  const clients = new Map<string, CapturedProject[]>();
  for (const project of projects)
    if (project.client_name !== null) clients.set(project.client_name, [...(clients.get(project.client_name) ?? []), project]);
  return [...clients];
}

/** Where a whole name stands in a line. */
function placeOf({ line, name }: { line: string; name: string }): number | undefined {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1))
    if (!isLetter(line[at - 1]) && !isLetter(line[at + name.length])) return at;
  return undefined;
}
