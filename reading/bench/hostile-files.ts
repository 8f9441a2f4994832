import { zipSync } from 'fflate';

/** A file made to break readers, and what it is named. */
export type HostileFile = { title: string; name: string; bytes: Uint8Array };

const text = (title: string, name: string, content: string): HostileFile => ({ title, name, bytes: Buffer.from(content) });
const mail = (body: string, type = 'text/plain'): string =>
  `From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nContent-Type: ${type}\r\n\r\n${body}`;

/** Everything the issue names as hostile, and the usual neighbours. Sizes are bytes; `large` ones are as big as it says. */
export function hostileFiles(): HostileFile[] {
  return [
    text('140 KB of >', 'quotes.eml', mail('>'.repeat(140_000))),
    text('140 KB of > on lines', 'quotes.eml', mail('>\n'.repeat(70_000))),
    text('nested > levels', 'quotes.txt', Array.from({ length: 2000 }, (_, index) => `${'>'.repeat(index % 500)} x`).join('\n')),
    text('5 MB of unclosed tags', 'tags.html', '<div><b><table><tr><td>'.repeat(230_000)),
    text('5 MB of unclosed hidden tags', 'tags.html', '<div style="display:none">a'.repeat(200_000)),
    text('5 MB of < alone', 'tags.html', `<html>${'<'.repeat(5_000_000)}`),
    text('5 MB of unclosed quotes', 'tags.html', '<a href="x'.repeat(500_000)),
    text('5 MB of comments never closed', 'tags.html', `<html><body>hi${'<!-- '.repeat(1_000_000)}`),
    text('5 MB of entities', 'tags.html', `<p>${'&amp;&#x41;&nope;'.repeat(300_000)}`),
    text(
      '10,000 MIME parts',
      'parts.eml',
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(10_000)}--b--`,
    ),
    text('100,000 MIME parts', 'parts.eml', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(100_000)}--b--`),
    text(
      'deep nesting of parts',
      'deep.eml',
      Array.from({ length: 3000 }, (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\n\n--b${index}\n`).join(''),
    ),
    text('deep nesting of messages', 'deep.eml', 'Content-Type: message/rfc822\n\n'.repeat(20_000)),
    text('one boundary for all', 'deep.eml', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(20_000)),
    text('deep nesting of elements', 'deep.html', `${'<div><blockquote>'.repeat(100_000)}x`),
    text('deep nesting of JSON', 'deep.json', `${'['.repeat(500_000)}${']'.repeat(500_000)}`),
    text('deep nesting of RTF', 'deep.rtf', `{\\rtf1 ${'{'.repeat(500_000)}x`),
    text('100,000 headers', 'headers.eml', `${'X-A: b\n'.repeat(100_000)}\nbody`),
    text('a header of 5 MB', 'headers.eml', `Subject: ${'=?utf-8?q?=41?= '.repeat(300_000)}\n\nbody`),
    text('an address list of 2 MB', 'to.eml', `From: a@b.c\nTo: ${'"x" <a@b.c>, '.repeat(150_000)}\n\nbody`),
    text('brackets in an address', 'to.eml', `From: ${'('.repeat(100_000)}\nTo: ${'<'.repeat(100_000)}\n\nbody`),
    text('10 MB in one line', 'line.txt', 'word '.repeat(2_000_000)),
    text('10 MB without a space', 'line.txt', 'a'.repeat(10_000_000)),
    text('10 MB of figures', 'line.txt', '1'.repeat(10_000_000)),
    text('10 MB of one mail line', 'line.eml', mail('word '.repeat(2_000_000))),
    text('5 MB of dates', 'dates.txt', 'by Friday 5 May 2027 at 3pm to 5pm, '.repeat(140_000)),
    text('2 MB of sums', 'sums.txt', 'total $1,000.00 '.repeat(120_000)),
    text('one million lines', 'lines.txt', 'On x wrote:\n'.repeat(1_000_000)),
    text('header blocks again and again', 'lines.txt', 'From: a@b.c\nSent: today\nTo: x\nSubject: y\n\n'.repeat(50_000)),
    text('NUL among text', 'nul.txt', `a\0b\0\0c ${'\0'.repeat(10)} d`),
    { title: 'lone surrogates', name: 'surrogates.txt', bytes: Buffer.from('a\uD800b \uDC00 c', 'utf16le') },
    {
      title: 'lone surrogates as UTF-8',
      name: 'surrogates.eml',
      bytes: Buffer.concat([Buffer.from(mail('x')), Buffer.from([0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80])]),
    },
    text('right-to-left overrides', 'rtl.txt', 'invoice \u202Egpj.exe\u202C and \u2066more\u2069'),
    {
      title: 'a wrong charset',
      name: 'charset.eml',
      bytes: Buffer.concat([Buffer.from(mail('', 'text/plain; charset=utf-16')), Buffer.from('caffè, però')]),
    },
    {
      title: 'a charset that does not exist',
      name: 'charset.eml',
      bytes: Buffer.from(mail('caffè', 'text/plain; charset=klingon'), 'latin1'),
    },
    {
      title: 'random bytes',
      name: 'random.bin',
      bytes: Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 255),
    },
    { title: 'a zip bomb in a docx', name: 'bomb.docx', bytes: docx(Buffer.alloc(300_000_000, 'a')) },
    { title: 'a docx of deep elements', name: 'deep.docx', bytes: docx(Buffer.from('<w:p><w:r><w:t>'.repeat(500_000))) },
    { title: 'a docx cut short', name: 'cut.docx', bytes: docx(Buffer.from('<w:p/>')).subarray(0, 120) },
    text('a PDF whose pages loop', 'loop.pdf', loopingPdf()),
    text('a PDF that is only a head', 'head.pdf', '%PDF-1.7\n'),
    text('a PDF full of nothing', 'nothing.pdf', `%PDF-1.4\n${'1 0 obj\n<< /Type /Page >>\nendobj\n'.repeat(50_000)}`),
    {
      title: 'a msg cut short',
      name: 'cut.msg',
      bytes: Buffer.concat([
        Buffer.from('D0CF11E0A1B11AE1', 'hex'),
        Buffer.alloc(2000, 'x'),
        Buffer.from('__properties_version1.0', 'utf16le'),
      ]),
    },
    text('a CSV of one open quote', 'open.csv', `a,b\n"${'x,\n'.repeat(1_000_000)}`),
    text('a CSV of 100,000 columns', 'wide.csv', `${'a,'.repeat(100_000)}\n${'1,'.repeat(100_000)}`),
    text(
      'a calendar of one endless line',
      'line.ics',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY${';X=":"'.repeat(100_000)}:x\nEND:VEVENT\nEND:VCALENDAR`,
    ),
    text(
      'base64 that is none',
      'base64.eml',
      `${mail('=').replace('text/plain', 'text/plain\r\nContent-Transfer-Encoding: base64')}${'=A'.repeat(500_000)}`,
    ),
    text(
      'a mailbox of 20,000 messages',
      'many.mbox',
      'From a@b.c Sat Jan  1 00:00:00 2022\nSubject: x\n\nbody\n\n'.repeat(20_000),
    ),
    { title: 'nothing', name: 'empty.eml', bytes: new Uint8Array(0) },
  ];
}

function docx(document: Uint8Array): Uint8Array {
  return zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'word/document.xml': document }, { level: 9 });
}

function loopingPdf(): string {
  return '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1000000 /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF';
}
