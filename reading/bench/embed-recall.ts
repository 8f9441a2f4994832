import { embedOffline } from '../src/index.ts';
import { heldOutNotes } from './recall-notes.ts';

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

/** A note's text with what it is looked for by. */
export interface RecallCase {
  title: string;
  content: string;
  questions: string[];
}

/** `tuned`: the weights were chosen with these in view. `heldOut`: with these never. */
export const recallCases: Record<'tuned' | 'heldOut', RecallCase[]> = {
  tuned: notes.map(([content, questions]) => ({ title: '', content, questions })),
  heldOut: heldOutNotes.map(({ title, content, topic, inflected, misspelt }) => ({
    title,
    content,
    questions: [topic, inflected, misspelt],
  })),
};

export interface Recall {
  questions: number;
  recallAt1: number;
  recallAt3: number;
  recallAt10: number;
}

/** What share of ranks (0 is the first; -1: not found) lies among the first one, three and ten. */
export function recallOfRanks(ranks: readonly number[]): Recall {
  const among = (most: number): number => ranks.filter((rank) => rank >= 0 && rank < most).length / ranks.length;
  return { questions: ranks.length, recallAt1: among(1), recallAt3: among(3), recallAt10: among(10) };
}

/** How often the note that a question is about comes among the first, by the offline embedding alone. */
export function recallOf(which: 'tuned' | 'heldOut'): Recall {
  // All notes stand beside each other, whichever are asked about.
  const all = [...recallCases.tuned, ...recallCases.heldOut];
  const vectors = all.map(({ title, content }) => embedOffline(`${title}\n${content}`));
  const ranks = recallCases[which].flatMap((wanted) =>
    wanted.questions.map((question) => {
      const vector = embedOffline(question);
      const scored = vectors.map((other, place) => ({
        place,
        score: other.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0),
      }));
      return scored.toSorted((one, other) => other.score - one.score).findIndex(({ place }) => all[place] === wanted);
    }),
  );
  return recallOfRanks(ranks);
}
