import { attributeValue } from './read-tag.ts';

/** What an element says about the thread: it holds a quote, or everything after its start is the older mail. */
export type QuoteMark = 'quote' | 'rest';

const quoteNames =
  /(?:^|\s)(?:x_)*(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|tutanota_quote|moz-cite-prefix|zmail_extra|mail_quote|mailru-blockquote|quoted-?mail|qt|hs_reply|ydp\w*yahoo_quoted|__aliyun_previous_body_wrap)(?:\s|$)/i;
const restIds =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container|reply-intro|isForwardContent|replySplit|ms-outlook-mobile-body-separator-line|OLK_SRC_BODY_SECTION|origbody|LMNTQuoted)$/i;
const restClasses = /(?:^|\s)(?:x_)*(?:OutlookMessageHeader|ms-outlook-mobile-reference-message|gmail_attr)(?:\s|$)/i;
/** The line Outlook draws above the header block of the mail it answers. */
const outlookBorder =
  /border(?:-top)?\s*:\s*(?:solid\s+)?(?:#?(?:B5C4DF|E1E1E1)\s*(?:solid\s*)?1(?:\.0)?pt|none;\s*border-top\s*:\s*solid\s+#?(?:B5C4DF|E1E1E1))/i;

export function quoteMark({ name, attributes }: { name: string; attributes: string }): QuoteMark | null {
  if (name === 'blockquote') {
    if (/type\s*=\s*["']?cite/i.test(attributes)) return 'quote';
    if (/gmail_quote|yahoo_quoted|border-left|protonmail|(?:^|\s)cite\s*=|webkit-|gmx_quote|reply/i.test(attributes))
      return 'quote';
    return null;
  }
  if (name !== 'div' && name !== 'hr' && name !== 'span' && name !== 'table' && name !== 'section' && name !== 'p') return null;
  if (attributes.length < 6) return null;
  const id = /(?:^|[\s"'])id\s*=/i.test(attributes) ? attributeValue(attributes, 'id') : undefined;
  if (id && restIds.test(id.trim())) return 'rest';
  if (/class\s*=/i.test(attributes)) {
    const names = attributeValue(attributes, 'class') ?? '';
    if (quoteNames.test(names)) return 'quote';
    if (restClasses.test(names)) return 'rest';
  }
  if (
    name === 'div' &&
    /border/i.test(attributes) &&
    outlookBorder.test(attributes) &&
    /padding\s*:\s*3(?:\.0)?pt/i.test(attributes)
  )
    return 'rest';
  return null;
}
