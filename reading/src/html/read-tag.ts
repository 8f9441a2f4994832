/** One tag of an HTML text: where it ends, its lower-case name, its attributes still as text. */
export type Tag = { name: string; closing: boolean; attributes: string; end: number; selfClosing: boolean };

export type TagReader = (at: number) => Tag | null;

/** Reads the tag that starts at `<`; null where `<` is only a character. Linear over a whole text, however broken. */
export function createTagReader(html: string): TagReader {
  const seen: Seen = { '"': false, "'": false, equals: -1 };
  return (at) => {
    const closing = html.charCodeAt(at + 1) === 47;
    const nameStart = closing ? at + 2 : at + 1;
    let nameEnd = nameStart;
    for (; nameEnd < html.length && nameEnd - nameStart < 40; nameEnd++) {
      const code = html.charCodeAt(nameEnd);
      if (
        !((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 58) || code === 45 || code === 95)
      )
        break;
    }
    if (nameEnd === nameStart || !/[a-zA-Z]/.test(html[nameStart] as string)) return null;
    const name = html.slice(nameStart, nameEnd).toLowerCase();
    const end = tagEnd({ html, from: nameEnd, seen });
    if (end < 0) return null;
    const attributes = end - nameEnd > 1 ? html.slice(nameEnd, end) : '';
    return { name, closing, attributes, end: end + 1, selfClosing: html.charCodeAt(end - 1) === 47 };
  };
}

/** What is known of the text ahead, so that nothing is searched twice: quotes that never come again, the next `=`. */
type Seen = { '"': boolean; "'": boolean; equals: number };

/** The `>` that ends a tag, quoted values skipped; a quote that never closes is not one. */
function tagEnd({ html, from, seen }: { html: string; from: number; seen: Seen }): number {
  let at = from;
  for (;;) {
    const close = html.indexOf('>', at);
    if (close < 0) return -1;
    if (seen.equals < at) {
      const found = html.indexOf('=', at);
      seen.equals = found < 0 ? html.length : found;
    }
    const { equals } = seen;
    if (equals > close) return close;
    let quoteAt = equals + 1;
    while (quoteAt < close && html.charCodeAt(quoteAt) <= 32) quoteAt++;
    const quote = html[quoteAt];
    if ((quote === '"' || quote === "'") && !seen[quote]) {
      const end = html.indexOf(quote, quoteAt + 1);
      if (end < 0) {
        seen[quote] = true;
        at = quoteAt;
      } else at = end + 1;
    } else at = Math.max(quoteAt, equals + 1);
  }
}

const attributePatterns = new Map<string, RegExp>();

/** An attribute's value, entities left as they are; undefined where it is missing. */
export function attributeValue(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
    attributePatterns.set(name, pattern);
  }
  const match = pattern.exec(attributes.length > 10_000 ? attributes.slice(0, 10_000) : attributes);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}
