import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { preprocess } from './preprocess.ts';

const read = (name: string, content: string) => preprocess({ name, bytes: Buffer.from(content) });

// The twelve cases of the seed design.
test('1 a saved mail is detected as mail', async () => {
  expect(
    (
      await read(
        'm.html',
        '<html><body><p><b>From:</b> Ann &lt;ann@x.example&gt;</p><p><b>To:</b> Bob</p><p><b>Subject:</b> Plan</p><p>Hello Bob</p></body></html>',
      )
    ).content_type,
  ).toBe('email_html');
});
test('2 a page that is no mail is a page', async () => {
  expect(
    (await read('p.html', '<!doctype html><html><body><h1>Shop</h1><p>Welcome to our shop.</p></body></html>')).content_type,
  ).toBe('generic_html');
});
test('3 text is text', async () => {
  expect(await read('n.txt', 'Buy milk.')).toMatchObject({ content_type: 'plain_text', clean_text: 'Buy milk.' });
});
test('4 what nobody knows is unknown, without an error', async () => {
  expect(
    await preprocess({ name: 'x.bin', bytes: Uint8Array.from({ length: 300 }, (_, index) => (index * 37) % 256) }),
  ).toMatchObject({ content_type: 'unknown', clean_text: '', notes: ['The kind of the file is not known; it was not read.'] });
});
test('5 style, script, hidden text and trackers are stripped', async () => {
  const { clean_text: text } = await read(
    'p.html',
    '<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><span style="display:none">secret preheader</span><p>Hello</p><img src="t.gif" width="1" height="1" alt="tracker"></body></html>',
  );
  expect(text).toBe('Hello');
});
test('6 metadata of a mail', async () => {
  const { metadata } = await read(
    'm.eml',
    'From: Ann Lee <ann@x.example>\nTo: bob@y.example\nCc: "C, D" <cd@z.example>\nSubject: =?utf-8?q?Caff=C3=A8?=\nDate: Tue, 3 Mar 2026 09:00:00 +0100\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\n\nHi',
  );
  expect(metadata).toMatchObject({
    subject: 'Caffè',
    from: 'Ann Lee <ann@x.example>',
    from_addresses: ['ann@x.example'],
    to_addresses: ['bob@y.example'],
    cc_names: ['C, D'],
    date: '2026-03-03T08:00:00Z',
    date_zone: '+01:00',
    message_id: '<1@x>',
    in_reply_to: '<0@x>',
  });
});
test('7 metadata from <meta> of a saved mail', async () => {
  const { metadata } = await read(
    'm.html',
    '<html><head><meta name="from" content="Ann &lt;ann@x.example&gt;"><meta name="date" content="2026-03-03T09:00:00+01:00"><title>Plan</title></head><body>Hi</body></html>',
  );
  expect(metadata).toMatchObject({ from_addresses: ['ann@x.example'], subject: 'Plan', date: '2026-03-03T08:00:00Z' });
});
test('8 the last message of a thread stands alone', async () => {
  const file = await read(
    'm.eml',
    'From: a@x.example\nSubject: Re: s\n\nYes, agreed.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Bob <b@y.example> wrote:\n> Agreed?\n> Bob',
  );
  expect(file.clean_text).toBe('Yes, agreed.');
  expect(file.full_text).toContain('> Agreed?');
});
test('9 a single message stays whole', async () => {
  const text = 'Hello Bob,\n\nthis is the plan: first A, then B.\n\nFrom here on we go slowly.\nAnn';
  expect((await read('m.eml', `From: a@x.example\nSubject: s\n\n${text}`)).clean_text).toBe(text);
});
test('10 heavy HTML becomes readable', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `<tr><td style="padding:0"><table><tr><td>Item ${index}</td><td>${index},00 €</td></tr></table></td></tr>`,
  ).join('');
  const { clean_text: text } = await read('p.html', `<html><body><table width="100%">${rows}</table></body></html>`);
  expect(text).toContain('Item 7 | 7,00 €');
  expect(text).not.toMatch(/<|\n{3}/);
});
test('11 a mail without HTML falls back to its text', async () => {
  expect(
    (
      await read(
        'm.eml',
        'From: a@x.example\nSubject: s\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nonly plain\n--b--',
      )
    ).clean_text,
  ).toBe('only plain');
});
test('12 broken MIME falls back to what can be read', async () => {
  expect(
    (await read('m.eml', 'From: a@x.example\nSubject: s\nContent-Type: multipart/mixed; boundary=nowhere\n\nno boundary at all'))
      .clean_text,
  ).toBe('no boundary at all');
});

test('a forwarded mail is kept when it is the message', async () => {
  const file = await read(
    'm.eml',
    'From: a@x.example\nSubject: Fwd: s\n\n---------- Forwarded message ---------\nFrom: c@z.example\nDate: today\nSubject: s\nTo: a@x.example\n\nThe news.',
  );
  expect(file.clean_text).toContain('The news.');
});
test('inline answers keep what they answer, and lose the trailing quote', async () => {
  const { clean_text: text } = await read(
    'm.txt',
    'On Monday Bob wrote:\n> Can you come?\nYes.\n> And Ann?\nNo.\n\n> old\n> older\n> oldest',
  );
  expect(text).toBe('On Monday Bob wrote:\n> Can you come?\nYes.\n> And Ann?\nNo.');
});
test('signatures are told apart', async () => {
  expect((await read('m.eml', 'From: a@x.example\nSubject: s\n\nSee you.\n\n-- \nAnn Lee\nACME')).metadata['signature']).toBe(
    'Ann Lee\nACME',
  );
});
test('a Word document is read, deleted text is not', async () => {
  const xml =
    '<w:document><w:body><w:p><w:r><w:t>Hello </w:t></w:r><w:r><w:t>world</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>';
  const bytes = zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'word/document.xml': Buffer.from(xml) });
  expect(await preprocess({ name: 'x.docx', bytes })).toMatchObject({ content_type: 'docx', clean_text: 'Hello world\na | b' });
});
test('rich text, tables, calendars, JSON and mailboxes are read', async () => {
  expect(
    (await read('x.rtf', String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Caf\'e9 \u8364? \b bold\b0\par next}`))
      .clean_text,
  ).toBe('Café € bold\nnext');
  expect((await read('x.csv', 'name;sum\nAnn;3\nBob;"4;5"\n')).clean_text).toBe('name: Ann; sum: 3\nname: Bob; sum: 4;5');
  expect(
    (
      await read(
        'x.ics',
        'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Call\\, short\r\nDTSTART;TZID=Europe/Rome:20260305T090000\r\nLOCATION:Ro\r\n me\r\nEND:VEVENT\r\nEND:VCALENDAR',
      )
    ).clean_text,
  ).toBe('Call, short\nWhen: 2026-03-05 09:00 Europe/Rome\nWhere: Rome');
  expect((await read('x.json', '{"a":{"b":[1,"two"]}}')).clean_text).toBe('a.b.1: 1\na.b.2: two');
  expect(
    (
      await read(
        'x.mbox',
        'From a@b.c Sat Jan  3 01:05:34 2026\nFrom: a@b.c\nSubject: one\n\nfirst\n\nFrom c@d.e Sat Jan  3 01:05:34 2026\nFrom: c@d.e\nSubject: two\n\nsecond\n',
      )
    ).clean_text,
  ).toBe('first\n\nsecond');
});
