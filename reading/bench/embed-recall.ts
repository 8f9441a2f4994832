import { embedOffline } from '../src/index.ts';

/** Notes as freelancers keep them, each with questions in other forms of its words: inflected, misspelt, in other order. */
const notes: [string, string[]][] = [
  [
    'The client wants the logo in dark green and no gradients in the brand guidelines.',
    ['logos green brand guideline', 'gradient logo colour', 'brnad guidelines'],
  ],
  [
    'Hosting moves to the new server in January; DNS records change on the 10th.',
    ['server migration hosting', 'changing dns record', 'hostng new servers'],
  ],
  [
    'Invoice 2026-014 was paid late; agree on 30 days for the next contract.',
    ['late payment invoices', 'contract payment days', 'invioce paid'],
  ],
  [
    'Photo shoot at the lake: bring the long lens, two batteries and a tripod.',
    ['photos lake lenses', 'shooting tripods battery', 'tripd photo shoot'],
  ],
  [
    'Newsletter draft: three articles on sustainable packaging for the spring issue.',
    ['newsletters packaging article', 'sustainability package', 'newsleter spring'],
  ],
  [
    'Meeting with the architects about the floor plan and the kitchen window.',
    ['architect floor plans', 'windows kitchens meeting', 'architecs kitchen'],
  ],
  [
    'Translate the user manual into German, keep the screenshots untouched.',
    ['translation manuals german', 'screenshot translating', 'user maual german'],
  ],
  [
    'The shop checkout fails with a timeout when the basket holds a gift card.',
    ['checkout failing timeouts', 'gift cards basket', 'chekout time out'],
  ],
  [
    'Podcast episode with the chef: questions on seasonal menus and suppliers.',
    ['podcasts chef questions', 'season menu supplier', 'podcst episodes'],
  ],
  [
    'Tax return: collect train tickets, phone bills and the insurance certificate.',
    ['taxes insurance certificates', 'tickets bills collected', 'insurence tax'],
  ],
  [
    'Il cliente vuole il sito in italiano e inglese, con un modulo di prenotazione.',
    ['siti inglese prenotazioni', 'moduli prenotare', 'sito prenotazone'],
  ],
  [
    'La fattura elettronica va inviata allo SDI entro dodici giorni.',
    ['fatture elettroniche inviare', 'invio fattura giorni', 'fatura elettronica'],
  ],
  [
    'Riunione con il commercialista sulla dichiarazione dei redditi e le detrazioni.',
    ['commercialisti dichiarazioni reddito', 'detrazione redditi', 'comercialista dichiarazione'],
  ],
  [
    'Bozza del contratto di consulenza: penali, recesso e foro competente.',
    ['contratti consulenze penale', 'recedere contratto', 'contrato consulenza bozze'],
  ],
  [
    'Le piastrelle del bagno arrivano in ritardo, il fornitore offre uno sconto.',
    ['piastrella bagni ritardi', 'sconti fornitori', 'piastrele bagno'],
  ],
  [
    'Fotografie del matrimonio: consegnare la selezione e preparare l’album.',
    ['foto matrimoni album', 'consegna selezioni fotografia', 'matrimono fotografie'],
  ],
  [
    'Il server di posta rifiuta gli allegati più grandi di venti megabyte.',
    ['allegato posta rifiutato', 'server allegati grandi', 'alegati posta'],
  ],
  [
    'Corso di cucina: ricette vegetariane per otto persone, allergie alle noci.',
    ['corsi ricetta vegetariana', 'allergia noce cucinare', 'ricete vegetariane'],
  ],
  [
    'Preventivo per la ristrutturazione della cucina con nuovi impianti elettrici.',
    ['preventivi ristrutturare cucine', 'impianto elettrico', 'preventvo ristruturazione'],
  ],
  [
    'Campagna pubblicitaria sui social: budget di marzo e testi degli annunci.',
    ['campagne pubblicità social', 'annuncio testo budget', 'campagna publicitaria'],
  ],
  [
    'Accessibility audit: contrast of the buttons, keyboard focus, alt texts.',
    ['accessible buttons contrasts', 'focus keyboards', 'acessibility audit'],
  ],
  [
    'Recruiting a junior developer: interviews on Tuesday, take-home exercise.',
    ['developers interview', 'recruit juniors exercise', 'recruting developer'],
  ],
  [
    'Book cover: the author prefers the hand-drawn map over the photograph.',
    ['covers author maps', 'drawing book', 'book covr map'],
  ],
  [
    'Gym website: class timetable, trial membership and opening hours on holidays.',
    ['timetables gym classes', 'memberships trial', 'gym webiste timetable'],
  ],
];

/** How often the note that a question is about comes first, and among the first three. */
export function recallOf(): { questions: number; recallAt1: number; recallAt3: number } {
  const vectors = notes.map(([note]) => embedOffline(note));
  let [questions, first, third] = [0, 0, 0];
  for (const [index, [, asked]] of notes.entries()) {
    for (const question of asked) {
      const vector = embedOffline(question);
      const ranked = vectors
        .map((other, place) => ({ place, score: other.reduce((sum, value, at) => sum + value * (vector[at] as number), 0) }))
        .sort((a, b) => b.score - a.score);
      const rank = ranked.findIndex(({ place }) => place === index);
      questions++;
      if (rank === 0) first++;
      if (rank < 3) third++;
    }
  }
  return { questions, recallAt1: first / questions, recallAt3: third / questions };
}
