import type { ContentType } from '../detect/content-type.ts';
import { cleanCalendar } from './calendar.ts';
import { cleanCsv } from './csv.ts';
import { cleanDocx } from './docx.ts';
import { cleanEmail } from './email.ts';
import type { Handler } from './handled.ts';
import { cleanEmailHtml, cleanHtml } from './html-page.ts';
import { cleanJson } from './json.ts';
import { cleanMbox } from './mbox.ts';
import { cleanMsg } from './msg.ts';
import { cleanNothing } from './not-readable.ts';
import { cleanPdf } from './pdf.ts';
import { cleanMarkdown, cleanPlainText } from './plain-text.ts';
import { cleanRtf } from './rtf.ts';

/** One handler a kind. A new kind of file is a file beside these and a line here. */
export const handlerRegistry: Readonly<Record<ContentType, Handler>> = {
  email: cleanEmail,
  email_html: cleanEmailHtml,
  generic_html: cleanHtml,
  plain_text: cleanPlainText,
  markdown: cleanMarkdown,
  csv: cleanCsv,
  calendar: cleanCalendar,
  pdf: cleanPdf,
  docx: cleanDocx,
  rtf: cleanRtf,
  mbox: cleanMbox,
  msg: cleanMsg,
  json: cleanJson,
  image: cleanNothing('The file is a picture; pictures are not read.'),
  archive: cleanNothing('The file is an archive; archives are not opened.'),
  audio: cleanNothing('The file is a sound; sounds are not read.'),
  video: cleanNothing('The file is a video; videos are not read.'),
  unknown: cleanNothing('The kind of the file is not known; it was not read.'),
};
