import { namedEntities } from './named-entities.ts';

const entity = /&(?:#[xX]([0-9a-fA-F]{1,8})|#([0-9]{1,9})|([a-zA-Z][a-zA-Z0-9]{1,20}));?/g;

/** What browsers make of 128 to 159, which are windows-1252 letters there. */
const windows1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** Character references to characters; unknown ones stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) {
      const exact = namedEntities.get(name);
      if (exact !== undefined) return exact;
      if (whole.endsWith(';')) return namedEntities.get(name.toLowerCase()) ?? whole;
      return prefixEntity(name) ?? whole;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code >= 128 && code < 160) return windows1252[code - 128] as string;
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '\uFFFD';
    return String.fromCodePoint(code);
  });
}

/** `&nbspText`: references of HTML 4 were written without the semicolon. */
function prefixEntity(name: string): string | null {
  for (const known of ['nbsp', 'amp', 'quot', 'lt', 'gt', 'copy', 'reg']) {
    if (name.startsWith(known)) return (namedEntities.get(known) as string) + name.slice(known.length);
  }
  return null;
}
