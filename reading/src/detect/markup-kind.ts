import { quoteMark } from '../html/quote-element.ts';
import { readHeaderLines } from '../mail/header-lines.ts';
import type { Detected } from './content-type.ts';

const xmlRoots: [RegExp, string][] = [
  [/<svg[\s>]/i, 'image/svg+xml'],
  [/<rss[\s>]/i, 'application/rss+xml'],
  [/<feed\b[^>]*Atom/i, 'application/atom+xml'],
  [/<kml[\s>]/i, 'application/vnd.google-earth.kml+xml'],
  [/<gpx[\s>]/i, 'application/gpx+xml'],
  [/<xsl:(?:stylesheet|transform)/i, 'application/xslt+xml'],
  [/<plist[\s>]/i, 'application/x-plist'],
  [/<math[\s>]/i, 'application/mathml+xml'],
  [/<html\b[^>]*xmlns/i, 'application/xhtml+xml'],
];

/** What a text with markup is: a page, a saved mail, a drawing, a feed; null when it has none to speak of. */
export function markupKind({ text, extension }: { text: string; extension: string }): Detected | null {
  const head = text.slice(0, 4000);
  if (/^<\?xml/i.test(head) || ['xml', 'svg', 'rss', 'atom', 'kml', 'gpx', 'xsl', 'xsd'].includes(extension)) {
    const beginning = head.replace(/<!--[\s\S]*?-->/g, '').slice(0, 2000);
    const root = /^(?:<\?[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?(<[A-Za-z][^>]*>)/i.exec(beginning)?.[1] ?? beginning;
    const known = xmlRoots.find(([pattern]) => pattern.test(root));
    if (known?.[1] === 'application/xhtml+xml' || /^<html[\s>]/i.test(root))
      return { contentType: isMailHtml(text) ? 'email_html' : 'generic_html', mime: known ? known[1] : 'text/html' };
    if (known) return { contentType: known[1].startsWith('image/') ? 'image' : 'plain_text', mime: known[1] };
    if (/^<\?xml/i.test(head)) return { contentType: 'plain_text', mime: 'application/xml' };
  }
  if (/^<svg[\s>]/i.test(head)) return { contentType: 'image', mime: 'image/svg+xml' };
  const tags =
    head.match(
      /<\/?(?:html|head|body|title|meta|link|script|style|div|span|p|a|table|tr|td|br|h[1-6]|ul|ol|li|font|b|i|strong|em|img|center|blockquote|form|frameset|hr|pre)\b[^>]{0,500}>/gi,
    )?.length ?? 0;
  const opens =
    /^(?:<!--[\s\S]{0,3000}?-->\s*)?<(?:!doctype\s+(?:html|netscape)|html|head|body|title|meta|table|div|p|script|style|center|font|h[1-6]|span|br|a|b|img|ul|frameset|link|base|blockquote|tr|td)\b/i.test(
      head,
    );
  const isHtml =
    (opens && tags >= 1) ||
    (/^html?$|^xhtml$/.test(extension) && tags >= 1) ||
    /<html[\s>][\s\S]{0,2000}<(?:head|body)[\s>]/i.test(head) ||
    (tags >= 8 && /<\/(?:p|div|table|body|html)>/i.test(head) && !/^(?:md|markdown|txt)$/.test(extension));
  if (!isHtml) return null;
  return { contentType: isMailHtml(text) ? 'email_html' : 'generic_html', mime: 'text/html' };
}

/** A page that is a saved mail: it names a sender and a subject, or carries a mail program's marks. */
export function isMailHtml(html: string): boolean {
  const head = html.slice(0, 60_000);
  if (/<meta\s[^>]{0,200}name\s*=\s*["']?(?:e?mail[-_:])?(?:from|to|sender|message-id)\b/i.test(head)) return true;
  if (
    /class\s*=\s*["']?(?:3D)?["']?(?:x_)?(?:gmail_(?:quote|extra|default|signature|attr)|yahoo_quoted|moz-(?:cite-prefix|signature|forward-container|email-headers-table)|OutlookMessageHeader|protonmail_|AppleMail|Apple-interchange-newline|mail_quote)/i.test(
      head,
    )
  )
    return true;
  if (
    /\bid\s*=\s*["']?(?:x_)?(?:divRplyFwdMsg|appendonsend|divtagdefaultwrapper|AppleMailSignature|OLK_SRC_BODY_SECTION|Signature_block|stopSpelling)/i.test(
      head,
    )
  )
    return true;
  if (/<blockquote[^>]{0,200}type\s*=\s*["']?cite/i.test(head)) return true;
  if (/class\s*=\s*["']?WordSection1|Generator["']?\s+content\s*=\s*["']?Microsoft Word[^>]{0,40}filtered medium/i.test(head))
    return true;
  for (const match of head.matchAll(/<(?:div|hr)\b([^>]{6,400})>/gi))
    if (quoteMark({ name: 'div', attributes: match[1] as string }) !== null) return true;
  const text = head
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/?(?:b|strong|span|font|i|em|a|u|th)\b[^<>]*>/gi, '')
    .replace(/<\/t[dh]>\s*<t[dh][^<>]*>/gi, ' ')
    .replace(/<[^<>]*>/g, '\n')
    .replace(/&nbsp;/g, ' ')
    .replace(/^\s+/gm, '')
    .slice(0, 3000);
  const lines = readHeaderLines(text);
  return (
    lines.metadata.from !== undefined &&
    lines.count >= 2 &&
    (lines.metadata.subject !== undefined || lines.metadata.to !== undefined || lines.metadata.date !== undefined)
  );
}
