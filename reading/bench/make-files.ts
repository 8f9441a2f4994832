import { zipSync } from 'fflate';

/** A file of each kind, of ordinary make, for measuring speed. */
export function benchFiles(): { kind: string; name: string; bytes: Uint8Array }[] {
  const paragraph =
    'Hi Paul, the plan looks good to me. Please send the signed contract by Friday at 3pm. The total due is €1,250.00 and the meeting is on 5 May 2027. ';
  const quoted = Array.from({ length: 40 }, () => `> ${paragraph}`).join('\n');
  const plain = `From: Anna <anna@example.org>\r\nTo: Paul <paul@example.com>\r\nSubject: =?utf-8?q?Re=3A_The_plan?=\r\nDate: Mon, 16 Nov 2026 10:12:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${paragraph.repeat(10)}\r\n\r\nOn Mon, Nov 16, 2026 at 9:12 AM Paul <paul@example.com> wrote:\r\n${quoted}`;
  return [
    { kind: 'email', name: 'm.eml', bytes: Buffer.from(plain) },
    { kind: 'email_html', name: 'm.html', bytes: Buffer.from(htmlThread()) },
    {
      kind: 'generic_html',
      name: 'p.html',
      bytes: Buffer.from(
        `<!doctype html><html><body>${`<h2>Title</h2><p>${paragraph}</p><table><tr><td>a</td><td>b</td></tr></table>`.repeat(300)}</body></html>`,
      ),
    },
    { kind: 'plain_text', name: 'n.txt', bytes: Buffer.from(`${paragraph.repeat(5)}\n\n`.repeat(100)) },
    { kind: 'markdown', name: 'n.md', bytes: Buffer.from(`# Title\n\n- ${paragraph}\n\n`.repeat(400)) },
    { kind: 'csv', name: 't.csv', bytes: Buffer.from(`name,town,sum\n${'Anna Berg,"Rome, Italy",1250.00\n'.repeat(3000)}`) },
    {
      kind: 'calendar',
      name: 'c.ics',
      bytes: Buffer.from(
        `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nSUMMARY:Call with Anna\nDTSTART:20270505T150000Z\nLOCATION:Rome\nEND:VEVENT\n'.repeat(800)}END:VCALENDAR`,
      ),
    },
    {
      kind: 'json',
      name: 'd.json',
      bytes: Buffer.from(
        JSON.stringify(Array.from({ length: 2000 }, (_, index) => ({ id: index, name: 'Anna', note: paragraph }))),
      ),
    },
    {
      kind: 'rtf',
      name: 'd.rtf',
      bytes: Buffer.from(`{\\rtf1\\ansi ${`${paragraph.replace('€', '\\u8364?')}\\par `.repeat(500)}}`),
    },
    {
      kind: 'docx',
      name: 'd.docx',
      bytes: zipSync({
        '[Content_Types].xml': Buffer.from('<Types/>'),
        'word/document.xml': Buffer.from(
          `<w:document><w:body>${`<w:p><w:r><w:t>${paragraph}</w:t></w:r></w:p>`.repeat(1000)}</w:body></w:document>`,
        ),
      }),
    },
    {
      kind: 'mbox',
      name: 'm.mbox',
      bytes: Buffer.from(`From a@b.c Sat Jan  3 01:05:34 2026\n${plain.replaceAll('\r', '')}\n\n`.repeat(20)),
    },
  ];
}

/** An HTML mail with a thread under it, as the big clients write it. */
export function htmlThread(): string {
  const paragraph = 'Hi Paul, the plan looks good to me. Please send the signed contract by Friday at 3pm. ';
  const style = 'margin:0;padding:0 0 12px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;color:#333333';
  const part = `<p style="${style}">${paragraph}<a href="https://example.com/a/very/long/link?with=parameters&amp;and=more" style="color:#0066cc">the contract</a>.</p><table width="100%" cellpadding="0"><tr><td style="${style}">Design</td><td>1.250,00&nbsp;&euro;</td></tr></table>`;
  let html = `<html><head><style>p{margin:0}.x{color:red}</style></head><body><div dir="ltr">${part.repeat(6)}</div>`;
  for (let level = 0; level < 8; level++)
    html += `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 16, 2026 at 9:1${level} AM Paul &lt;paul@example.com&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">${part.repeat(8)}`;
  return `${html}${'</blockquote></div>'.repeat(8)}</body></html>`;
}
