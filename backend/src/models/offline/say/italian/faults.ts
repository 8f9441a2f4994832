/** What the codes of tools mean; a sentence of another code comes from the tool, in its own language. */
const known: Record<string, string> = {
  out_of_steps:
    'Non ho potuto finire: servono più passi di quanti ne possa avere un messaggio. Non ho cambiato altro; chiedi il resto in un messaggio a parte.',
  not_offered: 'Qui non posso farlo: lo strumento che serve non è disponibile. Non ho cambiato nulla.',
  unanswered: 'Non ha funzionato: non è arrivata nessuna risposta.',
  unreadable: 'Non ha funzionato: la risposta non era leggibile.',
  not_found: 'Non ha funzionato: non c’è più nulla con quell’identificativo.',
  no_answer: 'Non ha funzionato: il tuo dispositivo non ha risposto in tempo.',
};

/** What went wrong, in the user's answer. */
export function failed({ error, code }: { error: string; code: string }): string {
  const told = Object.hasOwn(known, code) ? known[code] : undefined;
  return told ?? `Non ha funzionato: ${error.trim() || 'lo strumento non ha detto perché.'}`;
}
