/** The words mail programs put around older mail, in the languages that are read. */
const verbs = [
  'wrote',
  'writes',
  'write',
  'said',
  'a écrit',
  'ecrit',
  'écrit',
  'schrieb',
  'geschrieben',
  'schreef',
  'geschreven',
  'ha scritto',
  'scritto',
  'scrive',
  'escribió',
  'escribio',
  'ha escrito',
  'escribi=C3=B3',
  'escreveu',
  'escrito',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'napisal',
  'pisze',
  'написал',
  'написала',
  'написал\\(а\\)',
  'пишет',
  'писал',
  'писала',
  'писал\\(а\\)',
  'skrev',
  'kirjoitti',
  'napsal',
  'napsal\\(a\\)',
  'írta',
  'yazdı',
  'đã viết',
  'a scris',
  '写道',
  '書きました',
  'のメール',
  '작성',
  'va escriure',
  'je napisao',
  'έγραψε',
];
const openers = [
  'on',
  'le',
  'am',
  'il',
  'in data',
  'el',
  'em',
  'a',
  'no dia',
  'op',
  'w dniu',
  'dnia',
  'den',
  'd\\.',
  'pe',
  'v',
  'dne',
  'at',
  'in',
  'от',
  'vào',
  'ons',
  'tor',
  'fre',
  'man',
  'tis',
  'mån',
  'lör',
  'sön',
  'alle',
];
const original = [
  'original message',
  'original nachricht',
  'originalnachricht',
  'ursprüngliche nachricht',
  'urspruengliche nachricht',
  'ursprüngliche mitteilung',
  "message d['’]origine",
  'message original',
  'message initial',
  'messaggio originale',
  'messaggio originario',
  'mensaje original',
  'mensagem original',
  'oorspronkelijk bericht',
  'origineel bericht',
  'originalmeddelande',
  'ursprungligt meddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'oryginalna wiadomość',
  'wiadomość oryginalna',
  'wiadomość źródłowa',
  'исходное сообщение',
  'оригинальное сообщение',
  'původní zpráva',
  'alkuperäinen viesti',
  'original appointment',
  'reply message',
  'original email',
  'original mail',
  'original-nachricht',
  'antwort nachricht',
  'in reply to',
];
const forwarded = [
  'forwarded message',
  'forwarded by .*',
  'begin forwarded message',
  'forwarded',
  'fwd',
  'forward',
  'original message forwarded',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten (?:nachricht|e-?mail)',
  'weitergeleitet von .*',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'inoltrato da .*',
  'message transféré',
  'message transmis',
  'début du message (?:réexpédié|transféré)',
  'transféré par .*',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'reenviado por .*',
  'mensagem encaminhada',
  'início da mensagem (?:encaminhada|reencaminhada)',
  'encaminhado por .*',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'doorgestuurd door .*',
  'vidarebefordrat meddelande',
  'vidarebefordrat brev',
  'början på vidarebefordrat (?:meddelande|brev)',
  'wiadomość przekazana dalej',
  'przekazana wiadomość',
  'początek (?:przekazywanej|przekazanej) (?:dalej )?wiadomości',
  'wiadomość przekazana',
  'пересылаемое сообщение',
  'переадресованное сообщение',
  'пересланное сообщение',
  'начало переадресованного сообщения',
  'videresendt meddelelse',
];

const alternatives = (words: string[]): string => words.join('|');

/** A line that ends in a verb of writing: "On … wrote:", "Le … a écrit :". */
export const wroteVerb = new RegExp(`(?:^|[\\s>*"'’,)])(?:${alternatives(verbs)})\\*?(?=[\\s:：*,<"(]|$)`, 'i');
export const wroteOpener = new RegExp(`^(?:${alternatives(openers)})\\s`, 'i');
export const originalMark = new RegExp(
  `^(?:[-_*=~#—–]{1,}\\s*(?:${alternatives(original)})\\s*:?\\s*[-_*=~#—–]*|(?:${alternatives(original)})\\s*:?\\s*[-_*=~#—–]{2,})$`,
  'i',
);
export const bareOriginal = new RegExp(`^(?:${alternatives(original.slice(0, -1))})\\s*:?$`, 'i');
export const forwardMark = new RegExp(
  `^(?:[-_*=~#<—–]{2,}\\s*(?:${alternatives(forwarded)})\\s*:?\\s*[-_*=~#>—–]*|(?:${alternatives(forwarded.filter((word) => /begin |anfang|inizio|début|inicio|início|början|początek|начало/.test(word)))})\\s*:?|(?:forwarded message|messaggio inoltrato|weitergeleitete nachricht)\\s*:?)$`,
  'i',
);

export type HeaderWord = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const headerWords: Record<Exclude<HeaderWord, 'other'>, string> = {
  from: 'from|von|da|de|van|od|от|från|fra|mittente|expéditeur|expediteur|remitente|absender|lähettäjä|od kogo|от кого|feladó|gönderen|发件人|差出人',
  date: 'date|sent|sent on|sent at|gesendet|gesendet am|datum|inviato|inviato il|data|envoyé|envoyé le|envoye|enviado|enviado el|enviado em|enviada em|enviada|fecha|verzonden|verstuurd|verzonden op|skickat|skickades|wysłano|wysłane|data wysłania|отправлено|дата|дата отправки|sendt|dato|lähetetty|time|received|发送时间|送信日時|när',
  to: 'to|an|a|à|para|aan|till|do|кому|til|pour|destinatario|destinataire|destinatário|empfänger|vastaanottaja|komu|收件人|宛先',
  cc: 'cc|bcc|kopie|copie|copia|kopia|cópia|копия|kopi|cc:n|ccn|dw|抄送',
  subject:
    'subject|betreff|oggetto|objet|asunto|assunto|onderwerp|ämne|temat|тема|emne|re|aihe|betr|předmět|tárgy|konu|主题|件名',
};
const wordOf = new Map<string, HeaderWord>(
  Object.entries(headerWords).flatMap(([kind, words]) =>
    words.split('|').map((word): [string, HeaderWord] => [word, kind as HeaderWord]),
  ),
);
const otherHeader =
  /^(?:reply-to|importance|priority|attachments?|anhänge|allegati|pièces jointes|adjuntos|anexos|bijlagen|bilagor|załączniki|вложения|organization|sender|message-id|mime-version|content-type|x-[\w-]+|wichtigkeit|priorità|when|where|required attendees|list-\w+)$/i;

/** The kind of header a line of quoted mail looks like ("Von: …", "*From:* …"), null when it is no header. */
export function headerWordOf(line: string): HeaderWord | null {
  const match = /^[\s>|*_]*([\p{L}][\p{L} -]{0,18}?)[*_]*\s?[:：][*_]*(?:\s|$|\S)/u.exec(line.slice(0, 60));
  if (!match) return null;
  const name = (match[1] as string).toLowerCase().trim();
  return wordOf.get(name) ?? (otherHeader.test(name) ? 'other' : null);
}
