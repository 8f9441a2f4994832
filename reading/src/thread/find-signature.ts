import { isMobileSignature } from './mobile-signature.ts';
import type { Span } from '../text/span.ts';

/** A signature and whether it is cut from the message: delimiters and phones' lines are, a name under a greeting is not. */
export type FoundSignature = { span: Span; cut: boolean };

const closing =
  /^(?:(?:many |kind |best |warm |with )*(?:regards|thanks|wishes|thank you)|cheers|sincerely(?: yours)?|yours (?:truly|sincerely|faithfully)|best|rgds|br|(?:cordiali |distinti |cari |un )?saluti|cordialmente|grazie(?: mille)?|a presto|(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|viele|liebe|schöne) (?:grüßen?|gruß|grüsse|dank)|mfg|lg|vg|cordialement|bien (?:à vous|cordialement)|(?:bien )?amicalement|saludos(?: cordiales)?|un saludo|atentamente|gracias|atenciosamente|obrigad[oa]|abraços?|cumprimentos|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|pozdrawiam|z poważaniem|с уважением|спасибо|med vänliga? hälsning(?:ar)?|hälsningar|mvh|tack)[\s,.!]*$/i;

/** Finds the signature at the end of a message: after "-- ", phones' lines, or a closing with a name under it. */
export function findSignature({ text, span }: { text: string; span: Span }): FoundSignature | null {
  const from = Math.max(span.start, span.end - 4000);
  const tail = text.slice(from, span.end);
  const lines = linesOf(tail, from);
  for (let index = lines.length - 1; index >= 0 && index >= lines.length - 20; index--) {
    const line = lines[index] as Line;
    if (/^(?:--\s?|—|–-|__)$/.test(line.text) && (index > 0 || line.start > span.start))
      return { span: { start: line.start, end: span.end }, cut: true };
  }
  const footer = lines.findIndex(
    (line, index) =>
      /^[_=*-]{5,}\s*$/.test(line.text) &&
      /mailing list|listinfo|unsubscribe|google groups/i.test(
        lines
          .slice(index + 1, index + 5)
          .map((other) => other.text)
          .join(' '),
      ),
  );
  if (footer > 0) {
    const start = (lines[footer] as Line).start;
    return { span: { start: dashedName(lines.slice(0, footer)) ?? start, end: span.end }, cut: true };
  }
  const dashed = dashedName(lines);
  if (dashed !== null && dashed > span.start) return { span: { start: dashed, end: span.end }, cut: true };
  const phone = phoneSignature(lines);
  if (phone !== null && phone > span.start) return { span: { start: phone, end: span.end }, cut: true };
  for (let index = lines.length - 1; index >= 1 && index >= lines.length - 12; index--) {
    const line = lines[index] as Line;
    if (!closing.test(line.text.trim())) continue;
    const below = lines.slice(index + 1).filter((other) => other.text.trim() !== '');
    if (below.length > 0 && below.length <= 9 && below.every((other) => other.text.length < 90))
      return { span: { start: (below[0] as Line).start, end: span.end }, cut: false };
    return null;
  }
  return null;
}

type Line = { text: string; start: number };

function linesOf(tail: string, from: number): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const text of tail.split('\n')) {
    lines.push({ text: text.slice(0, 300), start: from + at });
    at += text.length + 1;
  }
  return lines;
}

/** "-Ann" or "-Ann Lee" alone in the last paragraph. */
function dashedName(lines: Line[]): number | null {
  const last = lines.findLastIndex((line) => line.text.trim() !== '');
  const line = lines[last];
  if (!line || last === 0 || lines[last - 1]?.text.trim() !== '') return null;
  return /^[-–—]\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2}$/u.test(line.text.trim()) ? line.start : null;
}

/** Where phones' lines at the very end start; a drawn line just above goes with them. */
function phoneSignature(lines: Line[]): number | null {
  let start: number | null = null;
  for (let index = lines.length - 1; index >= 0 && index >= lines.length - 6; index--) {
    const line = lines[index] as Line;
    if (line.text.trim() === '') continue;
    if (isMobileSignature(line.text)) start = line.start;
    else if (start !== null && /^[-_=—–*]{2,}$/.test(line.text.trim())) start = line.start;
    else break;
  }
  return start;
}
