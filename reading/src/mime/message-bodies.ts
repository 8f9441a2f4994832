import { decodeCharset } from '../text/decode-charset.ts';
import { decodeUuencode } from './decode-transfer.ts';
import { decodeHeaderText } from './encoded-words.ts';
import { type MimePart, partBytes } from './parse-message.ts';
import { headerValue } from './parse-headers.ts';

/** One stretch of a message as it is shown; where writers gave both forms, both stand here. */
export type BodyBlock = { plain: string | null; html: string | null };

export type Attachment = {
  name: string;
  mime: string;
  size: number;
  content_id?: string;
  inline?: boolean;
  kind?: 'tnef' | 'message' | 'calendar';
};

export type MessageBodies = { blocks: BodyBlock[]; attachments: Attachment[]; embedded: MimePart[]; calendars: string[] };

/** Sorts a message's parts into what is read and what hangs on it. */
export function messageBodies(root: MimePart): MessageBodies {
  const bodies: MessageBodies = { blocks: [], attachments: [], embedded: [], calendars: [] };
  walk({ part: root, bodies, isRoot: true });
  return bodies;
}

function walk({ part, bodies, isRoot }: { part: MimePart; bodies: MessageBodies; isRoot: boolean }): void {
  if (part.type.startsWith('multipart/') && part.children.length > 0) {
    if (part.type === 'multipart/alternative') walkAlternative({ part, bodies });
    else for (const child of part.children) walk({ part: child, bodies, isRoot: false });
    return;
  }
  if (part.type === 'message/rfc822' || part.type === 'message/global') {
    const inner = part.children[0];
    if (inner) bodies.embedded.push(inner);
    bodies.attachments.push({ ...describe(part), kind: 'message' });
    return;
  }
  if (!isRoot && isAttachment({ part, bodies })) {
    addAttachment({ part, bodies });
    return;
  }
  if (part.type === 'text/html' || part.type === 'application/xhtml+xml')
    bodies.blocks.push({ plain: null, html: partText(part) });
  else if (part.type === 'text/calendar') addAttachment({ part, bodies });
  else if (isReadable(part.type)) bodies.blocks.push({ plain: withoutUuencoded({ text: partText(part), bodies }), html: null });
  else addAttachment({ part, bodies });
}

/** The same content in several forms becomes one block. */
function walkAlternative({ part, bodies }: { part: MimePart; bodies: MessageBodies }): void {
  const forms: MessageBodies[] = part.children.map((child) => {
    const form: MessageBodies = { blocks: [], attachments: [], embedded: [], calendars: [] };
    walk({ part: child, bodies: form, isRoot: false });
    return form;
  });
  const plain = forms.flatMap((form) =>
    form.blocks.filter((block) => block.plain !== null && block.html === null).map((block) => block.plain as string),
  );
  const html = forms.flatMap((form) => form.blocks.filter((block) => block.html !== null).map((block) => block.html as string));
  if (plain.length > 0 || html.length > 0) {
    const mixed = forms.some(
      (form) =>
        form.blocks.length > 1 &&
        form.blocks.some((block) => block.html === null) &&
        form.blocks.some((block) => block.html !== null),
    );
    if (mixed) bodies.blocks.push(...(forms.find((form) => form.blocks.length > 1)?.blocks ?? []));
    else
      bodies.blocks.push({ plain: plain.length > 0 ? plain.join('\n') : null, html: html.length > 0 ? html.join('\n') : null });
  }
  for (const form of forms) {
    bodies.attachments.push(...form.attachments);
    bodies.embedded.push(...form.embedded);
    bodies.calendars.push(...form.calendars);
  }
}

function isReadable(type: string): boolean {
  return (
    type.startsWith('text/') ||
    type === 'message/delivery-status' ||
    type === 'message/disposition-notification' ||
    type === 'message/feedback-report'
  );
}

function isAttachment({ part, bodies }: { part: MimePart; bodies: MessageBodies }): boolean {
  if (part.disposition?.value === 'attachment') return true;
  if (part.type === 'text/rfc822-headers') return true;
  if (!isReadable(part.type) && part.type !== 'application/xhtml+xml') return true;
  const named = (part.disposition?.params['filename'] ?? part.params['name']) !== undefined;
  return named && bodies.blocks.length > 0;
}

function addAttachment({ part, bodies }: { part: MimePart; bodies: MessageBodies }): void {
  const attachment = describe(part);
  if (part.type === 'text/calendar' || part.type === 'application/ics') {
    bodies.calendars.push(partText(part));
    attachment.kind = 'calendar';
  }
  bodies.attachments.push(attachment);
}

function describe(part: MimePart): Attachment {
  const name =
    part.disposition?.params['filename'] ??
    part.params['name'] ??
    decodeHeaderText(headerValue(part.headers, 'content-description') ?? '');
  const tnef = part.type === 'application/ms-tnef' || part.type === 'application/vnd.ms-tnef' || /^winmail\.dat$/i.test(name);
  const bodyLength = part.end - part.start;
  const size =
    part.encoding === 'base64' ? base64Size(part) : part.encoding === 'quoted-printable' ? partBytes(part).length : bodyLength;
  const contentId = headerValue(part.headers, 'content-id')?.replace(/^<|>$/g, '');
  return {
    name: name.replace(/^.*[/\\]/s, '').slice(0, 500),
    mime: part.type,
    size: Math.max(0, size),
    ...(contentId ? { content_id: contentId } : {}),
    ...(part.disposition?.value === 'inline' ? { inline: true } : {}),
    ...(tnef ? { kind: 'tnef' as const } : {}),
  };
}

/** Counted, not decoded: attachments are listed, never opened. */
function base64Size(part: MimePart): number {
  const body = part.raw.slice(part.start, part.end);
  const letters = body.replace(/[^A-Za-z0-9+/]+/g, '').length;
  return Math.floor((letters * 3) / 4);
}

/** A text part's text in its charset; HTML may name its charset in a `<meta>` when the header does not. */
export function partText(part: MimePart): string {
  const bytes = partBytes(part);
  let charset = part.params['charset'];
  if (!charset && part.type === 'text/html')
    charset = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(part.raw.slice(part.start, part.start + 3000))?.[1];
  return decodeCharset({ bytes, charset });
}

const uuencoded = /^begin [0-7]{3} ([^\r\n]{1,200})\r?\n((?:[\x20-\x60]{1,90}\r?\n)*?)`?\r?\n?end[ \t]*$/gm;

function withoutUuencoded({ text, bodies }: { text: string; bodies: MessageBodies }): string {
  if (!/^begin [0-7]{3} /m.test(text)) return text;
  return text.replace(uuencoded, (_, name: string, body: string) => {
    bodies.attachments.push({ name: name.trim(), mime: 'application/octet-stream', size: decodeUuencode(body).length });
    return '';
  });
}
