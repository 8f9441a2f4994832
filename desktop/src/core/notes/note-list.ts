import { searchWords, type DeviceDatabase } from '#core/storage/index.ts';
import type { NoteFilter, NoteOrder, NoteSummary } from '#rpc/notes.ts';

export interface NoteList {
  /** One page of notes without their texts, and how many match in all. */
  page(asked: { filter: NoteFilter; order: NoteOrder; offset: number; limit: number }): {
    items: NoteSummary[];
    total: number;
  };
}

type Found = Omit<NoteSummary, 'excerpt'> & { begins: string };

const orders: Record<NoteOrder, string> = {
  updated: 'updated_at desc, row_key desc',
  created: 'created_at desc, row_key desc',
  title: 'title collate nocase, row_key',
};

const EXCERPT = 180;
/** How much of a text is looked through for the words searched for, and how much stands before them. */
const LOOKED_THROUGH = 20_000;
const BEFORE = 40;

/** A text without the heading at its start that only says its title again. */
function withoutTitle({ text, title }: { text: string; title: string }): string {
  const body = text.trimStart();
  const end = body.indexOf('\n');
  const line = end < 0 ? body : body.slice(0, end);
  const isTitle =
    line
      .replace(/^#{1,6}[ \t]+/, '# ')
      .trim()
      .toLowerCase() === `# ${title.trim().toLowerCase()}`;
  return isTitle ? body.slice(line.length) : text;
}

/** What a text says first, without the marks of Markdown that nobody reads. */
function excerptOf({ text, title }: { text: string; title: string }): string {
  return withoutTitle({ text: text.replace(/^---\r?\n[^]*?\n---\r?\n/, ''), title })
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^[ \t]*(?:#{1,6}|>|[-*+](?: \[[ xX]\])?|\d+[.)])[ \t]+/gm, '')
    .replaceAll(/\*\*|__|`+|~~|\[\[|\]\]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, EXCERPT);
}

/** The text from shortly before the first of these words on; the whole where none is found. */
function fromWords({ text, search }: { text: string; search: string }): string {
  const folded = text.toLowerCase();
  const places = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => folded.indexOf(word))
    .filter((at) => at > EXCERPT);
  if (places.length === 0) return text;
  const from = text.indexOf(' ', Math.min(...places) - BEFORE);
  return `…${text.slice(from)}`;
}

export function createNoteList({ db: { $client: sqlite } }: DeviceDatabase): NoteList {
  type Values = Record<string, string | number>;

  function conditionsOf({ search, project_id: projectId }: NoteFilter): { where: string; values: Values } | undefined {
    const parts: string[] = [];
    const values: Values = {};
    if (projectId === 'none') parts.push('project_id is null');
    else if (projectId !== undefined) {
      parts.push('project_id = +@project');
      values['project'] = projectId;
    }
    if (search?.trim()) {
      const words = searchWords(search);
      if (words === undefined) return undefined;
      parts.push('row_key in (select rowid from notes_fts where notes_fts match @words)');
      values['words'] = words;
    }
    return { where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`, values };
  }

  return {
    page({ filter, order, offset, limit }) {
      const conditions = conditionsOf(filter);
      if (!conditions) return { items: [], total: 0 };
      const { where, values } = conditions;
      const total = sqlite.prepare<Values, number>(`select count(*) from notes ${where}`).pluck().get(values) ?? 0;
      if (limit === 0 || offset >= total) return { items: [], total };
      // The texts of one page alone are read: what is sorted are keys.
      const found = sqlite
        .prepare<Values, Found>(
          `select id, created_at as createdAt, updated_at as updatedAt, revision, origin, external_id as externalId,
             is_ai_suggested as isAiSuggested, is_approved as isApproved, project_id as projectId, title,
             substr(content, 1, +@looked) as begins
           from (select row_key from notes ${where} order by ${orders[order]} limit +@limit offset +@offset) as page
           join notes using (row_key) order by ${orders[order]}`,
        )
        .all({ ...values, limit, offset, looked: values['words'] === undefined ? 600 : LOOKED_THROUGH });
      const { search = '' } = filter;
      const items = found.map(({ begins, ...head }) => ({
        ...head,
        excerpt: excerptOf({ text: fromWords({ text: begins, search }), title: head.title }),
      }));
      return { items, total };
    },
  };
}
