/** Words near a sum that say it is the one to be paid, or that it is not, with how much they say. */
const cues: [RegExp, number][] = [
  [
    /(?:grand total|total (?:amount )?due|amount due|balance due|total payable|amount payable|payment due|total to pay|amount to (?:be )?pa(?:y|id)|you (?:now )?owe|outstanding (?:balance|amount)|now due|past due|total owed|due now|remaining balance|pay this amount|please (?:pay|remit|transfer|send)|totale da pagare|importo da pagare|da saldare|da versare|saldo dovuto|totale dovuto|importo dovuto|totale fattura|netto a pagare|da pagare|zu zahlen(?:der)?|zahlbetrag|offener betrag|zahlen sie|überweisen sie|rechnungsbetrag|gesamtbetrag|endbetrag|fälliger betrag|à payer|à régler|montant dû|solde dû|net à payer|reste à payer|total ttc|montant total|total a pagar|importe a pagar|importe total|a pagar|saldo pendiente|a abonar|valor a pagar|total a pagar|valor total|montante a pagar|te betalen|openstaand(?:e)?|totaalbedrag|te voldoen|do zapłaty|kwota do zapłaty|razem do zapłaty|należność|к оплате|итого к оплате|сумма к оплате|att betala|summa att betala|totalbelopp)/iu,
    6,
  ],
  [
    /(?:invoice (?:total|amount)|(?<!sub[- ]?)total(?!\p{L})|amount charged|charged|new balance|statement balance|balance|(?<!\p{L})amount|bill(?:ed)? (?:of|for|amount)|fattura di|importo|totale|saldo|bonifico|rechnung über|summe|betrag|gesamt|montant|total|importe|factura de|fatura|valor|bedrag|totaal|kwota|suma|razem|сумма|итого|счет на|счёт на|belopp|summa)/iu,
    3,
  ],
  [
    /(?:pay(?:ment)?(?: of)?|paid|transfer(?:red)?(?: of)?|sent(?: you)?|received|deposit(?: of)?|wire|remit|donat\w+|purchase(?:d)?|order|invoice|price|cost(?:s)?|pagare|pagamento|versare|versamento|acconto|zahlung|überweisung|zahlen|paiement|virement|payer|régler|pago|pagar|transferencia|pagamento|betaling|betalen|overmaken|zapłata|przelew|płatność|оплат\w+|платеж|перевод|betalning|betala)/iu,
    2,
  ],
  [
    /(?:sub-?total|subtotale|zwischensumme|sous-total|tax(?:es)?|vat|sales tax|iva|mwst|ust|tva|btw|ндс|moms|imponibile|shipping|delivery|handling|spedizione|versand|livraison|envío|frete|verzending|discount|sconto|rabatt|remise|descuento|desconto|korting|savings?|you saved?|save|risparmi\w*|off\b|coupon|credit limit|available credit|credit available|limit of|tip|fee|late fee|per hour|hourly|an hour|per month|each|cadauno|pro stück|stück|unit price|prezzo unitario|einzelpreis|qty|quantity|previous balance|last payment|already paid|paid to date|refund(?:ed)?|rimborso|erstattung|cashback|reward|win|up to|fino a|from only|starting at|budget|salary)/iu,
    -4,
  ],
  [/(?:minimum (?:payment|amount)|mindestbetrag|pago mínimo|pagamento minimo)/iu, -1],
];
const after: [RegExp, number][] = [
  [
    /^\s*(?:is |are |was |is now )?(?:due|payable|owed|outstanding|overdue|to be paid|da pagare|da saldare|entro|fällig|zu zahlen|à payer|à régler|dû|a pagar|vence|te betalen|do zapłaty|к оплате|att betala|by \w+day)/iu,
    5,
  ],
  [
    /^\s*(?:\/|per |an? |al |alla |pro |par |por |per)\s?(?:hour|h\b|hr|month|mo|year|yr|day|week|unit|each|person|user|ora|mese|anno|giorno|stunde|monat|jahr|tag|heure|mois|an|jour|hora|mes|año|día|uur|maand|jaar)/iu,
    -3,
  ],
  [
    /^\s*(?:off|discount|di sconto|rabatt|de remise|de descuento|de desconto|korting|cash ?back|credit|in savings|tax|vat|iva|fee|limit)/iu,
    -4,
  ],
  [/^\s*(?:\(?(?:incl|inc\.|inkl|iva inclusa|vat included|ttc))/iu, 2],
];

/** How likely a sum is the one to be paid, by its line and the one above it; `label` are the words just before it. */
export function payScore({ text, start, end }: { text: string; start: number; end: number }): { score: number; label: string } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  let before = text.slice(Math.max(lineStart, start - 90), start);
  const stop = before.search(/[.;!?](?=\s[^.;!?]*$)/);
  if (stop >= 0 && before.length - stop > 2) before = before.slice(stop + 1);
  let score = 0;
  let label = before.trim();
  if (label.replace(/[^\p{L}]/gu, '').length < 3 && lineStart > 1) {
    const aboveStart = text.lastIndexOf('\n', lineStart - 2) + 1;
    const above = text.slice(Math.max(aboveStart, lineStart - 91), lineStart - 1).trim();
    const higher =
      above === '' && aboveStart > 1
        ? text.slice(Math.max(text.lastIndexOf('\n', aboveStart - 2) + 1, aboveStart - 91), aboveStart - 1).trim()
        : above;
    if (higher.length < 60) {
      before = higher;
      label = higher;
    }
  }
  score += nearest(before);
  const tail = text.slice(end, end + 60).split('\n', 1)[0] as string;
  for (const [cue, points] of after) if (cue.test(tail)) score += points;
  return {
    score,
    label: label
      .replace(/^[\s|•*:-]+|[\s|:=*-]+$/g, '')
      .replace(/\s+/g, ' ')
      .slice(-60),
  };
}

/** The cue closest before the sum counts whole, others a little: "Subtotal … Total" on one line belongs to two sums. */
function nearest(before: string): number {
  let best: { end: number; points: number } | null = null;
  let rest = 0;
  for (const [cue, points] of cues) {
    const pattern = new RegExp(cue.source, 'giu');
    for (const match of before.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (best === null || end > best.end || (end === best.end && Math.abs(points) > Math.abs(best.points))) {
        if (best) rest += Math.sign(best.points);
        best = { end, points };
      } else rest += Math.sign(points) * 0.5;
    }
  }
  return best ? best.points + Math.max(-1, Math.min(1, rest)) : 0;
}
