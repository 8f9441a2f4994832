/** Openings that carry no content: greetings, politeness, "could you". Tried again until none is left. */
const openings = [
  /^(?:[-*•·–>\s]+|\d{1,2}[.)]\s+)/u,
  /^(?:hi|hello|hey|dear|ciao|salve|buongiorno|hallo|liebe[rs]?|guten tag|bonjour|salut|hola|buenos días|olá|bom dia|dag|beste|cześć|dzień dobry|привет|здравствуйте|hej)(?:\s+[\p{Lu}][\p{L}'-]*){0,2}\s*[,!:–-]\s*/iu,
  /^[\p{Lu}][\p{L}'-]{1,20},\s+(?=(?:can|could|would|please|puoi|potresti|kannst|können|pouvez|peux|puedes|pode|kun|czy|пожалуйста|kan)\b)/u,
  /^(?:and|also|so|but|ok|okay|then|well|if possible|if you can|when you (?:have|get) (?:a |some )?(?:time|chance|moment)|as soon as possible|asap|fyi|inoltre|quindi|allora|und|also|et|alors|y|entonces|en|dus|а|и|och)[,:]?\s+(?=\p{L})/iu,
  /^(?:please|pls|kindly|per favore|per cortesia|cortesemente|gentilmente|bitte|s'il (?:te|vous) plaît|por favor|por gentileza|favor|alsjeblieft|alstublieft|graag|bardzo proszę(?: o)?|proszę(?: o)?|prosimy o|пожалуйста|прошу|snälla|vänligen)[,!]?\s+/iu,
  /^(?:can|could|would|will) (?:you|u|someone|anyone|we)(?: guys| all| both)?(?: (?:please|kindly|also|perhaps|possibly|maybe))*\s+/i,
  /^(?:i (?:would|'d|’d) (?:appreciate|be grateful|like) (?:it )?(?:if you (?:could|would|can)|you to)|would you (?:mind|be able to)|do you think you (?:can|could)|are you able to|is it possible (?:for you )?to|i was wondering if you could|i need you to|we need you to|you (?:need|have) to|you (?:should|must)|make sure (?:to|you|that you)|be sure to|remember to|don'?t forget to|feel free to|i(?:'d| would) ask you to|it would be (?:great|good|nice|helpful) if you could)\s+/i,
  /^(?:puoi|potresti|potrebbe|potete|potreste|può|riesci a|riuscite a|ti chiedo di|vi chiedo di|le chiedo di|ricordati di|ricorda di|devi|dovresti|dovete|bisogna|occorre|si prega di|vi preghiamo di|la preghiamo di)\s+/iu,
  /^(?:können sie|könnten sie|kannst du|könntest du|könnt ihr|würden sie|würdest du|wir bitten sie,?|ich bitte sie,?|du musst|sie müssen)(?: (?:uns|mir|bitte|mal|noch))*\s+/iu,
  /^(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|merci de|veuillez|prière de|je vous (?:prie|demande) de|il faut|n'oublie pas de|n'oubliez pas de|pense à|pensez à)\s+/iu,
  /^(?:¿\s*)?(?:puedes|podrías|puede|podría|pueden|podéis|te pido que|le ruego que|tienes que|tiene que|hay que|no olvides|recuerda)\s+/iu,
  /^(?:pode|podes|poderia|poderias|consegue|consegues|peço que|tem que|tens de|não se esqueça de|lembre-se de)\s+/iu,
  /^(?:kun je|kan je|kunt u|kunnen jullie|zou je|zou u|wil je|wilt u)(?: (?:me|mij|ons|even|alsjeblieft|alstublieft|aub))*\s+/iu,
  /^(?:czy (?:możesz|może pan|może pani|mógłbyś|mogłabyś|mógłby pan|mogłaby pani|możecie))\s+/iu,
  /^(?:(?:не )?(?:могли|мог|могла) бы (?:вы|ты)?|можете(?: ли вы)?|можешь|вы можете)\s+/iu,
  /^(?:kan (?:du|ni)|skulle (?:du|ni) kunna|kunde (?:du|ni)|vill (?:du|ni))(?: (?:snälla|bara))?\s+/iu,
  /^(?:i|we)(?:'ll|’ll| will| shall| am going to|'m going to| are going to| can| plan to)\s+/i,
  /^(?:please|per favore|bitte|por favor)\s+/iu,
];
const maximumTitle = 90;

/** A sentence that asks to the title one would write: what is to be done, without the politeness and without its date. */
export function taskTitle({ sentence, due }: { sentence: string; due: string | null }): string {
  let title = sentence.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < 5; round++) {
    const before = title;
    for (const opening of openings) {
      const shorter = title.replace(opening, '');
      if (shorter.length > 2) title = shorter;
    }
    if (title === before) break;
  }
  if (due !== null) {
    const at = title.indexOf(due);
    if (at > 0) {
      const head = title
        .slice(0, at)
        .replace(
          /[\s,(]*(?<!\p{L})(?:by|on|before|until|till|no later than|for|at|due|from|the|within|entro|per|il|la|le|l'|prima di|di|alle|bis|zum|am|um|den|spätestens|vor|d'ici|avant|pour|le|à|para|antes de|antes del|hasta|el|até|a|na|no|às|voor|uiterlijk|op|tegen|tot|do|w|we|na|przed|о|до|к|в|во|на|senast|innan|på|till|den|kl|-|–)\s*(?:(?:the|il|la|l'|den|dem|le|el|o|a|op|и)\s*)?$/iu,
          '',
        );
      const tail = title.slice(at + due.length);
      // A date inside the sentence belongs to what it says; only one at its end is told by the due date alone.
      if (head.length >= 8 && /^[\s.?!,;)]*$/.test(tail)) title = head;
    }
  }
  title = title
    .replace(
      /[\s,]*(?:please|thanks|thank you|grazie(?: mille)?|danke|merci|gracias|obrigad[oa]|bedankt|dziękuję|спасибо|tack)[\s.!?]*$/iu,
      '',
    )
    .replace(/[\s.!?,;:]+$/u, '')
    .trim();
  if (title.length > maximumTitle) title = `${title.slice(0, maximumTitle).replace(/\s+\S*$/, '')}…`;
  if (title === '') title = sentence.trim().slice(0, maximumTitle);
  const first = title.codePointAt(0);
  const letter = first === undefined ? '' : String.fromCodePoint(first);
  return letter.toLocaleUpperCase() + title.slice(letter.length);
}
