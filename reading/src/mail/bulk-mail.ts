import { type Header, headerValue } from '../mime/parse-headers.ts';

/** Mail that no person wrote to the reader alone. */
export type BulkKind = 'newsletter' | 'receipt' | 'notification' | 'auto_reply';

/** What a mail's own header fields say about it. */
export function bulkFromHeaders(headers: Header[]): BulkKind | null {
  const value = (name: string): string => (headerValue(headers, name) ?? '').toLowerCase();
  const automatic = value('auto-submitted');
  if (
    /auto-replied/.test(automatic) ||
    value('x-autoreply') !== '' ||
    value('x-autorespond') !== '' ||
    /auto_reply/.test(value('precedence')) ||
    (value('x-auto-response-suppress') === 'all' && /out of office|automatic reply/.test(value('subject')))
  )
    return 'auto_reply';
  if (/auto-generated|auto-notified/.test(automatic)) return 'notification';
  if (
    value('list-unsubscribe') !== '' ||
    value('list-id') !== '' ||
    /bulk|list|junk/.test(value('precedence')) ||
    value('x-campaign') !== '' ||
    value('x-mailchimp-campaign-id') !== '' ||
    value('x-campaignid') !== '' ||
    value('x-csa-complaints') !== ''
  )
    return 'newsletter';
  if (value('feedback-id') !== '' || /multipart\/report/.test(value('content-type'))) return 'notification';
  return null;
}

const sender =
  /(?:^|[._-])(?:no-?reply|do-?not-?reply|donotreply|noreply|newsletter|news|notifications?|notify|mailer(?:-daemon)?|postmaster|alerts?|updates?|marketing|promo(?:tions)?|offers?|info-?mail|bounces?|automated|deals|digest)(?:[._+-]|\d|@)/i;
const autoReply =
  /^(?:\s*(?:re|aw|r):\s*)?(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|risposta automatica|fuori ufficio|automatische antwort|abwesenheits\w*|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|resposta automática|automatisch antwoord|afwezig\w*|autoodpowiedź|odpowiedź automatyczna|автоматический ответ|автоответ|autosvar|frånvaro\w*)/i;
const receipt =
  /(?:your (?:receipt|order|invoice|purchase|payment)|order (?:confirmation|#|no)|payment (?:received|confirmation)|receipt for|ricevuta|conferma d['’]ordine|il tuo ordine|bestellbestätigung|ihre bestellung|ihre rechnung|confirmation de commande|votre commande|confirmación de pedido|tu pedido|confirmação de pedido|orderbevestiging|potwierdzenie zamówienia|ваш заказ|orderbekräftelse)/i;
const unsubscribe =
  /(?:unsubscribe|opt[- ]?out|manage (?:your )?(?:email )?(?:preferences|subscriptions?)|update your preferences|view (?:this (?:email|message|mail) )?in (?:your |a )?(?:web ?)?browser|view (?:it )?online|you (?:are receiving|received|'re receiving|’re receiving) this (?:e-?mail|message|newsletter)|annulla(?:re)? (?:l['’])?iscrizione|disiscriv\w+|cancella(?:re)? (?:l['’])?iscrizione|cancellarti|visualizza nel browser|versione web|abmelden|abbestellen|newsletter abbestellen|im browser (?:ansehen|anzeigen|öffnen)|se désabonner|se désinscrire|désinscription|version en ligne|voir (?:cet email )?dans (?:votre|le) navigateur|darse de baja|cancelar (?:la )?suscripción|ver en (?:el|tu) navegador|cancelar (?:a )?(?:inscrição|subscrição|assinatura)|descadastrar|ver no navegador|uitschrijven|afmelden|bekijk (?:deze e-?mail )?(?:online|in je browser|in uw browser)|wypisz się|zrezygnuj z subskrypcji|rezygnacja z|otwórz w przeglądarce|отписаться|отказаться от рассылки|открыть в браузере|avregistrera|avprenumerera|avsluta prenumeration|visa i webbläsare)/i;
const noAnswer =
  /(?:do not reply|don['’]t reply|please do not respond|this is an automat(?:ed|ic)|automatically generated|auto-generated|non rispondere|messaggio automatico|generata automaticamente|nicht auf diese (?:e-?mail|nachricht) (?:antworten|zu antworten)|automatisch (?:generiert|erstellt|erzeugt|verschickt)|ne pas répondre|message automatique|envoyé automatiquement|no responda|no respondas|mensaje automático|não responda|mensagem automática|niet (?:te )?beantwoorden|automatisch (?:gegenereerd|verzonden)|nie odpowiad\w+|wygenerowan\w+ automatycznie|не отвечайте|автоматическ\w+ (?:сообщени|уведомлени|письм)\w+|svara inte|automatiskt (?:meddelande|genererat|utskick))/i;

/** Tells bulk mail by its sender, subject and text when its header fields are silent. */
export function bulkKind({
  from,
  subject,
  text,
  declared,
}: {
  from: string;
  subject: string;
  text: string;
  declared: BulkKind | null;
}): BulkKind | null {
  if (autoReply.test(subject)) return 'auto_reply';
  if (declared === 'auto_reply') return declared;
  const head = text.slice(0, 3000);
  const tail = text.slice(-4000);
  const leaves = unsubscribe.test(head) || unsubscribe.test(tail);
  const closed = noAnswer.test(head) || noAnswer.test(tail);
  const machine = sender.test(from);
  if (receipt.test(subject) && (machine || declared !== null || leaves || closed)) return 'receipt';
  if (declared) return declared;
  if (leaves) return 'newsletter';
  if (machine || closed) return receipt.test(text.slice(0, 1500)) ? 'receipt' : 'notification';
  return null;
}
