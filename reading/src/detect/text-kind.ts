import { findDelimiter } from '../clean/csv.ts';
import { readHeaderLines } from '../mail/header-lines.ts';
import type { Detected } from './content-type.ts';
import { markupKind } from './markup-kind.ts';
import { extensionOf, mimeByExtension } from './mime-by-extension.ts';

const mailHeaders = new Set([
  'received',
  'return-path',
  'message-id',
  'mime-version',
  'from',
  'to',
  'subject',
  'date',
  'cc',
  'bcc',
  'reply-to',
  'sender',
  'content-type',
  'content-transfer-encoding',
  'delivered-to',
  'x-mailer',
  'in-reply-to',
  'references',
  'dkim-signature',
  'x-originating-ip',
  'x-gm-message-state',
  'authentication-results',
  'list-id',
  'list-unsubscribe',
  'errors-to',
  'precedence',
  'envelope-to',
  'x-spam-status',
  'user-agent',
  'resent-from',
  'resent-date',
  'importance',
  'x-priority',
  'organization',
  'received-spf',
  'x-received',
  'arc-seal',
  'lines',
  'status',
  'newsgroups',
  'path',
]);

/** What a text file is, by its structure and then its name. `text` is its beginning; `whole` tells that it is all of it. */
export function textKind({ text, name, whole }: { text: string; name: string; whole: boolean }): Detected {
  const start = text.replace(/^[\uFEFF\s]+/, '');
  const extension = extensionOf(name);
  if (/^BEGIN:VCALENDAR/i.test(start)) return { contentType: 'calendar', mime: 'text/calendar' };
  if (/^BEGIN:VCARD/i.test(start)) return { contentType: 'plain_text', mime: 'text/vcard' };
  const mail = mailKind({ text: start, extension });
  if (mail) return mail;
  const markup = markupKind({ text: start, extension });
  if (markup) return markup;
  if (isJson({ text: start, extension, whole }))
    return { contentType: 'json', mime: extension === 'geojson' ? 'application/geo+json' : 'application/json' };
  if (extension === 'md' || extension === 'markdown' || extension === 'mkd' || extension === 'mdown')
    return { contentType: 'markdown', mime: 'text/markdown' };
  if ((extension === 'csv' || extension === 'tsv' || extension === 'tab') && findDelimiter(start) !== null)
    return { contentType: 'csv', mime: extension === 'csv' ? 'text/csv' : 'text/tab-separated-values' };
  const script = scriptMime(start);
  if (script) return { contentType: 'plain_text', mime: script };
  const named = mimeByExtension(name);
  if (named === 'text/csv') return { contentType: 'csv', mime: named };
  if (
    named &&
    /^(?:text\/(?!html|markdown|calendar|plain)|application\/(?:yaml|toml|sql|x-subrip|x-tex)|audio\/x-mpegurl|application\/vnd\.apple)/.test(
      named,
    ) &&
    !/vcard/.test(named)
  )
    return { contentType: 'plain_text', mime: named };
  if (/^(?:\d+\s*\n)?\d{2}:\d{2}:\d{2},\d{3} --> /.test(start))
    return { contentType: 'plain_text', mime: 'application/x-subrip' };
  if (/^(?:diff --git |--- \S+.*\n\+\+\+ )/.test(start)) return { contentType: 'plain_text', mime: 'text/x-diff' };
  if (/^\\documentclass|^\\begin\{document\}/m.test(start.slice(0, 3000)))
    return { contentType: 'plain_text', mime: 'text/x-tex' };
  if (named !== 'text/plain' && isTable(start))
    return { contentType: 'csv', mime: isTabbed(start) ? 'text/tab-separated-values' : 'text/csv' };
  if (named !== 'text/plain' && isMarkdown(start)) return { contentType: 'markdown', mime: 'text/markdown' };
  const lines = readHeaderLines(start.slice(0, 5000));
  if (lines.metadata.from !== undefined && lines.count >= 3) return { contentType: 'email', mime: 'message/rfc822' };
  return { contentType: 'plain_text', mime: 'text/plain' };
}

function mailKind({ text, extension }: { text: string; extension: string }): Detected | null {
  const mailbox = /^From \S[^\n]{0,200}\d{4}[^\n]{0,20}\n[A-Za-z-]{2,40}:/.test(text);
  if (mailbox) {
    const more = /\n\r?\nFrom \S[^\n]{0,200}\d{4}[^\n]{0,20}\n[A-Za-z-]{2,40}:/.test(text);
    return more || extension !== 'eml'
      ? { contentType: 'mbox', mime: 'application/mbox' }
      : { contentType: 'email', mime: 'message/rfc822' };
  }
  const found = new Set<string>();
  let fields = 0;
  let strange = 0;
  for (const line of text.slice(0, 30_000).split(/\r?\n/, 120)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && fields > 0) continue;
    const header = /^>?([!-9;-~]{2,60})[ \t]*:/.exec(line)?.[1]?.toLowerCase();
    if (!header) {
      if (++strange > 1) break;
      continue;
    }
    fields++;
    if (mailHeaders.has(header)) found.add(header);
  }
  const strong = [
    'received',
    'return-path',
    'message-id',
    'mime-version',
    'content-type',
    'delivered-to',
    'dkim-signature',
    'x-mailer',
  ].filter((header) => found.has(header)).length;
  const named = extension === 'eml' || extension === 'mht' || extension === 'mhtml' || extension === 'mime';
  const isMail = named
    ? found.size >= 1
    : (found.size >= 2 &&
        strong >= 1 &&
        (found.has('from') || found.has('received') || found.has('mime-version') || found.has('to'))) ||
      (found.size >= 3 && found.has('from') && (found.has('subject') || found.has('to')));
  return isMail && strange === 0
    ? { contentType: 'email', mime: 'message/rfc822' }
    : isMail && (strong >= 2 || named)
      ? { contentType: 'email', mime: 'message/rfc822' }
      : null;
}

function isJson({ text, extension, whole }: { text: string; extension: string; whole: boolean }): boolean {
  if (!/^[[{]/.test(text)) return false;
  if (whole) {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null;
    } catch {
      return extension === 'json';
    }
  }
  return extension === 'json' || /^\{\s*"[^"]{1,200}"\s*:/.test(text) || /^\[\s*(?:\{\s*"|\[|"|\d|-\d)/.test(text);
}

function scriptMime(text: string): string | null {
  const shebang = /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?(?:\S*\/)?([a-z]+)[\d.]*(?:\s|$)/.exec(text.slice(0, 200));
  const interpreter = shebang?.[1];
  if (interpreter) {
    if (/^(?:ba|z|k|c|da)?sh$/.test(interpreter) || /sh\b/.test(text.split('\n', 1)[0] as string)) return 'text/x-shellscript';
    if (interpreter === 'python') return 'text/x-python';
    if (interpreter === 'perl') return 'text/x-perl';
    if (interpreter === 'ruby') return 'text/x-ruby';
    if (interpreter === 'node') return 'text/javascript';
    if (interpreter === 'php') return 'text/x-php';
  }
  if (/^<\?php\b/i.test(text)) return 'text/x-php';
  const head = text.slice(0, 6000);
  if (/^[ \t]*#[ \t]*include[ \t]*[<"]/m.test(head))
    return /\bstd::|^\s*(?:namespace|template|class)\b/m.test(head) ? 'text/x-c++' : 'text/x-c';
  if (/^(?:package [\w.]+;|import java[\w.]*;)/m.test(head) && /\b(?:class|interface|enum)\b/.test(head)) return 'text/x-java';
  if (/^(?:import [\w.]+(?: as \w+)?|from [\w.]+ import .+)$/m.test(head) && /^\s*(?:def|class) \w+.*:\s*$/m.test(head))
    return 'text/x-python';
  return /^\.(?:TH|Dd) \S/m.test(head) && /^\.(?:SH|Sh) /m.test(head) ? 'text/troff' : null;
}

function isTable(text: string): boolean {
  const delimiter = findDelimiter(text);
  if (delimiter === null) return false;
  const lines = text
    .slice(0, 5000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length < 3) return false;
  return (
    lines.slice(0, 20).every((line) => line.length < 1000) &&
    (delimiter !== ',' || !lines.slice(0, 10).some((line) => /[a-z]{3,}, [a-z]{3,}.*[.!?]$/i.test(line)))
  );
}

function isTabbed(text: string): boolean {
  return findDelimiter(text) === '\t';
}

const markdownMarks = [
  /^#{1,6} \S/m,
  /^(?:```|~~~)/m,
  /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/,
  /^\s{0,3}[-*+] \[[ xX]\] /m,
  /\*\*[^*\n]{1,200}\*\*/,
  /^\|.+\|\s*\n\|[\s:|-]+\|/m,
  /^(?:[-*+] \S.*\n){2,}/m,
  /^.{2,80}\n(?:={3,}|-{3,})\s*$/m,
  /!\[[^\]\n]*\]\(/,
];

function isMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000);
  return markdownMarks.filter((mark) => mark.test(head)).length >= 2;
}
