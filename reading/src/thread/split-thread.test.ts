import { expect, test } from 'vitest';
import { htmlToText } from '../html/html-to-text.ts';
import { splitThread } from './split-thread.ts';

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A mail as text and its last message; WHOLE means that nothing is cut. */
const plain: [string, string][] = [
  [
    'Test reply\n\nOn Nov 30, 2011, at 12:47 PM, Somebody <\n416ffd3258d4d2fa4c85cfa4c44e1721d66e3e8f4\n@somebody.domain.com>wrote:\n\nTest',
    'Test reply',
  ],
  ['Test reply\n\nOn Tue, Apr 5, 2011 at 7:51 PM, "Bob\nSmith"\n<bob@example.com> wrote:\n> hi\n> there', 'Test reply'],
  ['Test reply\n\n2011/4/7 Nathan <support@example.com>\n\n>  Cool, thanks\n', 'Test reply'],
  ['Test reply\n\nSent from Samsung MobileName <address@example.com> wrote:\n\nolder text', 'Test reply'],
  ['Test reply\n\n-------- Original message --------\nSubject: Re: Test\nFrom: Bob <b@e.com>\nTo: x\nCC: \n\nTest', 'Test reply'],
  [
    'Test reply\n\n*From:* First Last [mailto:from@example.com]\n*Sent:* Wednesday, September 8, 2010 5:14 PM\n*To:* Recipient\n*Subject:* The manager\n\nHi',
    'Test reply',
  ],
  ['Test reply\n\nDate: Wed, 16 May 2012 00:15:02 -0600\nSubject: Test\nFrom: bob@x.com\nTo: a@b.c\n\nHi', 'Test reply'],
  [
    'Visit us now for assistance...\n>>> >>>  http://www.domain.com <<<\nVisit our site by clicking the link above',
    'Visit us now for assistance...\n>>> >>>  http://www.domain.com <<<\nVisit our site by clicking the link above',
  ],
  [
    '8.45am-1pm\n\nFrom: somebody@example.com\nDate: Wed, 16 May 2012 00:15:02 -0600\n\n<http://email.example.com/c/dHJhY2tpbmdfY29kZT1mMDdjYzBmNzM1ZjYzMGIxNT\n>  <bob@example.com <mailto:bob@example.com> >\n\nRequester: ',
    '8.45am-1pm',
  ],
  [
    'Blah\n\nOn Thursday, October 25, 2012 at 3:03 PM, life is short. on Bob wrote:\n\n>\n> Post a response by replying to this email\n>\n> (http://example.com/c/YzOTYzMmE) >\n> life is short. (http://example.com/c/YzMmE)\n>\n',
    'Blah',
  ],
  ['Test reply\n\nOn 04/19/2011 07:10 AM, Ann Berg wrote:\n\n>\n>\n> Test\n\nRegards, Ann', 'Test reply\n\nRegards, Ann'],
  [
    'Test reply\nOn 04/19/2011 07:10 AM, Ann wrote:\n\n>Test test\n>On 04/19/2011 07:10 AM, Ann wrote:\n>\n>>\n>> Test.\n>>\n>> Ann\n\nRegards, Ann',
    'Test reply\n\nRegards, Ann',
  ],
  [
    'Here is another email\n\nSent from my desk, is much easier then my mobile phone.',
    'Here is another email\n\nSent from my desk, is much easier then my mobile phone.',
  ],
  ['Here is another email\n\nSent from my Verizon Wireless BlackBerry', 'Here is another email'],
  ['Here is another email\n\nSent from my iPhone', 'Here is another email'],
  [
    'Hi folks\n\nWhat is the best way to clear a storage bucket?\n\n-Arun Rao\n\n\n_______________________________________________\nstore-users mailing list\nusers@lists.example\nhttp://lists.example/mailman/listinfo/users',
    'Hi folks\n\nWhat is the best way to clear a storage bucket?',
  ],
  [
    'Hi,\nOn Tue, 2011-03-01 at 18:02 +0530, Arun Rao wrote:\n> Hi folks\n>\n> What is\n\nYou can list the keys for the bucket and call delete for each. Or if you\nput the keys, you can.\n\n-J',
    'Hi,\n\nYou can list the keys for the bucket and call delete for each. Or if you\nput the keys, you can.',
  ],
  [
    "One outstanding question: \n\nOne: Here's what I've got.\n\n- This is bullet one\n",
    "One outstanding question: \n\nOne: Here's what I've got.\n\n- This is bullet one",
  ],
  [
    'On your remote host you can run:\n\n     telnet 127.0.0.1 52698\n\nThis should connect to the editor.\n\nOn Mon, Mar 5, 2012 at 9:00 PM, X <x@e.com> wrote:\n> a\n> b',
    'On your remote host you can run:\n\n     telnet 127.0.0.1 52698\n\nThis should connect to the editor.',
  ],
  [
    'Outlook with a reply\n\n\n------------------------------\n*From:* Sync Team [mailto:noreply@x.example]\n*Sent:* Thursday, February 09, 2012 1:36 PM\n*To:* jo@x.example\n*Subject:* Sync was updated\n\nDear',
    'Outlook with a reply',
  ],
  [
    'I will take care of it.\n\nThanks\n\nBob\n\n\tAnn Smith@ECT\n\t03/04/2000 02:33 PM\n\t\t\n\t\t To: Bob Jones/HOU/ECT@ECT\n\t\t cc: \n\t\t Subject: gas\n\nCan you?',
    'I will take care of it.\n\nThanks\n\nBob',
  ],
  [
    '---------------------- Forwarded by Bob/HOU/ECT on 03/04/2000 02:33 PM ---------------------------\n\nAnn Smith@ECT\n03/04/2000 02:00 PM\nTo: Bob\ncc:\nSubject: gas\n\nCan you?',
    'WHOLE',
  ],
  ['ok\n\nOn Fri, Nov 16, 2012 at 1:48 PM, Bob wrote:\n\n----\nOn Thu ... \ntext', 'ok'],
  ['Sure.\n\n> -----Original Message-----\n> From: Bob\n> Sent: x\n> To: y\n> Subject: z\n>\n> text', 'Sure.'],
  [
    'Reply text.\n\nFrom: Bob <b@x.com>\nReply-To: Bob <b@x.com>\nDate: Monday, March 4, 2013\nTo: A <a@x.com>\nSubject: hi\n\nolder',
    'Reply text.',
  ],
  [
    'Reply.\n\n--- On Fri, 3/4/11, Bob <b@x.com> wrote:\n\n\nFrom: Bob <b@x.com>\nSubject: hi\nTo: a\nDate: Friday\n\nolder',
    'Reply.',
  ],
  ['Reply.\n\n---- On Mon, 05 Mar 2018 10:00:00 +0100 Bob <b@x.com> wrote ----\n\nolder', 'Reply.'],
  ['Reply.\n\nBob Smith wrote:\n> a\n> b\n> c', 'Reply.'],
  ['Reply.\n\nbob@x.com wrote on 03/04/2011 10:00:00 AM:\n\n> a\n> b', 'Reply.'],
  ['Reply.\n\nOn 3 March 2018 at 10:00, Bob (b@x.com) wrote:\nolder unquoted\ntext', 'Reply.'],
  ['Reply\n\n________________________________________\nFrom: Bob\nSent: Monday\nTo: A\n\nolder', 'Reply'],
  ['Reply\n\nLe 3 mars 2018 à 10:00, « Bob » <b@x.com> a\nécrit :\n\n> a\n> b', 'Reply'],
  ['Reply\n\n##- Please type your reply above this line -##\nTicket', 'Reply'],
  ['Reply\n\nFrom: notifications@github.com [mailto:..] On Behalf Of Bob\nSent: x\n\nolder', 'Reply'],
  ['Reply\n\n发件人: Bob <b@x.com>\n发送时间: 2018年3月4日\n收件人: A\n主题: hi\n\nolder', 'Reply'],
];

/** The same for HTML, as the clients write it. */
const htmls: [string, string][] = [
  [
    'Reply<div><hr></div><div><b>From:</b> bob@x.com<br><b>Sent:</b> x<br><b>To:</b> y<br><b>Subject:</b> z<br></div><div>older</div>',
    'Reply',
  ],
  ['<div>Reply</div><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Bob<br></font></div><div>old</div>', 'Reply'],
  [
    '<div>Reply<br></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="x_divRplyFwdMsg"><b>From:</b> Bob<br><b>Sent:</b> x<br></div><div>old</div>',
    'Reply',
  ],
  [
    '<div>Reply</div><br><br><div class="yahoo_quoted" id="1"><div>On Monday, Bob &lt;b@x.com&gt; wrote:</div><div>old</div></div>',
    'Reply',
  ],
  ['Reply<br><br><blockquote type="cite"><div>On May 1, Bob &lt;b@x&gt; wrote:</div><br><div>old</div></blockquote>', 'Reply'],
  [
    '<div>Reply</div><div class="moz-cite-prefix">On 1/2/2013 3:04 PM, Bob wrote:<br></div><blockquote cite="mid:x" type="cite"><p>old</p></blockquote><p>after</p>',
    'Reply after',
  ],
  [
    '<p>Reply</p><p>Thanks,<br>Al</p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> Bob [mailto:b@x.com] <br><b>Sent:</b> Mon<br><b>To:</b> Al<br></p></div><p>old</p>',
    'Reply Thanks, Al',
  ],
  [
    '<div>Reply</div><div id="stopSpelling">&nbsp;</div><hr id="stopSpelling">Date: Mon, 7 Apr 2014<br>From: b@x.com<br>To: a@x.com<br>Subject: hi<br><br>old',
    'Reply',
  ],
  [
    'Reply<br><div>-----Original Message-----<br>From: Bob &lt;b@x.com&gt;<br>To: a<br>Sent: Mon<br>Subject: hi<br><br>old</div>',
    'Reply',
  ],
  [
    '<div>FYI</div><div class="gmail_quote">---------- Forwarded message ----------<br>From: Bob<br>Date: x<br>Subject: y<br>To: z<br><br>fwd text</div>',
    'FYI ---------- Forwarded message ---------- From: Bob Date: x Subject: y To: z fwd text',
  ],
  [
    '<div>Reply</div><div><br></div><div>7 апреля 2014, 12:00 от Bob &lt;b@x.com&gt;:</div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">old</blockquote>',
    'Reply',
  ],
];

test.each(plain)('%j', (text, wanted) => {
  const got = splitThread({ text })
    .last.map((span) => text.slice(span.start, span.end))
    .join('\n\n');
  expect(folded(got)).toBe(folded(wanted === 'WHOLE' ? text : wanted));
});

test.each(htmls)('%j', (html, wanted) => {
  const { text, quotes } = htmlToText(html);
  const got = splitThread({ text, quotes })
    .last.map((span) => text.slice(span.start, span.end))
    .join('\n\n');
  expect(folded(got)).toBe(folded(wanted));
});
