import type { Language } from '../dates/language-words.ts';

/** What a sentence does: asks the reader, promises for the writer, or proposes a time. English is told by the intent table. */
export type TaskKind = 'ask' | 'promise' | 'schedule';

type Cues = { ask: RegExp; promise: RegExp; schedule: RegExp };

const u = (source: string): RegExp => new RegExp(source, 'iu');
/** A word's beginning and end, which \b does not know outside ASCII. */
const w = (words: string): string => `(?<![\\p{L}])(?:${words})(?:(?<=[’'])|(?![\\p{L}]))`;

export const taskCues: Readonly<Record<Exclude<Language, 'en'>, Cues>> = {
  it: {
    ask: u(
      w(
        'puoi|potresti|potrebbe|potete|potreste|può|riesci|riuscite|riuscireste|mi mandi|mi invii|inviami|mandami|mandaci|inviaci|fammi|facci|fatemi|dimmi|ricordati|ricorda di|ricordatevi|ti chiedo|vi chiedo|le chiedo|chiedo di|ti chiederei|vi chiederei|per favore|per cortesia|cortesemente|gentilmente|si prega|vi prego|ti prego|la prego|devi|dovresti|dovete|dovreste|bisogna|occorre|serve che|è necessario|servirebbe|avrei bisogno|abbiamo bisogno|ho bisogno|attendo|aspetto|attendiamo|aspettiamo|resto in attesa|restiamo in attesa|fateci|confermami|confermate|confermare|conferma|verifica|controlla|prepara|completa|firma|rispondi|chiama|chiamami|mi serve|mi servono|ci serve|ci servono|vorrei che|vorremmo che|da fare|ti andrebbe|ti va di|potrei avere|potremmo avere|mi fai|mi fate|mi dai|mi date|mi dici|mi confermi|mi confermate|ci puoi|vi invitiamo|la invitiamo|la preghiamo|vi preghiamo|ti preghiamo|manda|invia|inviare|spedisci|aggiorna|prenota|fissa|paga|provvedi|provvedere|sollecitiamo',
      ),
    ),
    promise: u(
      w(
        'ti mando|ti invio|vi mando|vi invio|le invio|le mando|ti manderò|ti invierò|vi invierò|le invierò|invierò|manderò|invieremo|manderemo|farò|faremo|preparerò|prepareremo|ti faccio sapere|vi faccio sapere|le faccio sapere|ti farò sapere|vi farò sapere|ci penso io|me ne occupo|ce ne occupiamo|mi occuperò|ci occuperemo|provvederò|provvederemo|ti chiamo|vi chiamo|la chiamo|ti chiamerò|la chiamerò|ti richiamo|la richiamo|ti aggiorno|vi aggiorno|ti rispondo|risponderò|consegnerò|consegneremo|completerò|finirò|sistemerò|controllerò|verificherò|verifico io|ti giro|vi giro|ti preparo|pagherò|pagheremo|salderemo|effettueremo',
      ),
    ),
    schedule: u(
      w(
        'ci vediamo|vediamoci|ci sentiamo|sentiamoci|incontriamoci|facciamo una call|facciamo il punto|fissiamo|organizziamo|propongo di|proporrei|che ne dici|che ne dite|possiamo vederci|possiamo sentirci|potremmo vederci|potremmo sentirci|riunione|appuntamento|incontro|call',
      ),
    ),
  },
  de: {
    ask: u(
      w(
        'können sie|könnten sie|kannst du|könntest du|könnt ihr|könntet ihr|würden sie|würdest du|bitte|bitten wir|bitte ich|ich bitte|wir bitten|sende mir|senden sie|schicke mir|schick mir|schicken sie|sag mir|gib mir|geben sie|lass mich wissen|lassen sie|melde dich|melden sie sich|ruf mich|rufen sie|du musst|du sollst|du solltest|sie müssen|sie sollten|ihr müsst|wir brauchen|wir benötigen|ich brauche|ich benötige|wird benötigt|werden benötigt|prüfe|prüfen sie|überprüfen sie|bestätige|bestätigen sie|vergiss nicht|denk daran|denken sie daran|bräuchte|bräuchten|warten auf|warte auf|erwarten wir|kannst|könntest|wäre es möglich|wäre schön wenn|magst du|hast du|haben sie|darf ich dich|darf ich sie|dürfte ich|muss noch|müssen noch|zu erledigen|unterschreiben sie|überweisen sie|begleichen sie|antworten sie',
      ),
    ),
    promise: u(
      w(
        'ich schicke|ich sende|ich werde|wir werden|ich melde mich|wir melden uns|ich kümmere mich|wir kümmern uns|ich rufe|ich prüfe|ich erledige|ich mache das|ich mache|ich gebe dir|ich gebe ihnen|wir schicken|wir senden|wir liefern|ich liefere|ich bereite|ich bringe|werde ich|werden wir|ich überweise|wir überweisen|schicke ich|sende ich|bekommst du|bekommen sie|erhalten sie von|ich leite',
      ),
    ),
    schedule: u(
      w(
        'treffen wir uns|wir treffen uns|sehen wir uns|wir sehen uns|lass uns|lassen sie uns|wollen wir|sollen wir|ich schlage vor|wir schlagen vor|vorschlag|passt es|passt dir|passt ihnen|passt euch|telefonieren wir|besprechung|termin|meeting|telefonat',
      ),
    ),
  },
  fr: {
    ask: u(
      w(
        "peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|pouvez vous|pourriez vous|peux tu|pourrais tu|merci de|merci d'|prière de|veuillez|s'il te plaît|s'il vous plaît|svp|stp|je te demande|je vous demande|nous vous demandons|je vous prie|je te prie|envoie-moi|envoyez-moi|envoyez-nous|dis-moi|dites-moi|donne-moi|donnez-moi|fais-moi|faites-moi|tu dois|vous devez|tu devrais|vous devriez|il faut|il faudrait|nous avons besoin|j'ai besoin|j'aurais besoin|n'oublie pas|n'oubliez pas|pense à|pensez à|confirme|confirmez|vérifie|vérifiez|rappelle-moi|rappelez-moi|je souhaiterais que|nous souhaiterions|j'attends|nous attendons|dans l'attente|as-tu|avez-vous|serait-il possible|est-il possible|est-ce que tu peux|est-ce que vous pouvez|tu peux|vous pouvez me|à faire|signez|signer|réponds|répondez|appelle|appelez|préparez|complétez|remplissez|réglez|procéder au",
      ),
    ),
    promise: u(
      w(
        "je t'envoie|je vous envoie|je vous enverrai|je t'enverrai|j'enverrai|nous vous enverrons|nous enverrons|je ferai|nous ferons|je vais|nous allons|je m'en occupe|nous nous en occupons|je te tiens|je vous tiens|je te rappelle|je vous rappelle|je te rappellerai|je vous rappellerai|je reviens vers|je reviendrai|nous reviendrons|je prépare|je préparerai|je vérifie|je vérifierai|je termine|je terminerai|je livrerai|nous livrerons|je transmets|je vous transmets|je vous transmettrai|je te transmets|je confirme|je réglerai",
      ),
    ),
    schedule: u(
      w(
        'on se voit|voyons-nous|on se retrouve|retrouvons-nous|nous pourrions nous|on pourrait se|je propose|je te propose|je vous propose|nous proposons|est-ce que ça te va|ça te va|ça vous va|rendez-vous|réunion|rencontrons-nous|fixons|planifions|organisons|appelons-nous|es-tu disponible|êtes-vous disponible|seriez-vous disponible',
      ),
    ),
  },
  es: {
    ask: u(
      w(
        'puedes|podrías|puede|podría|pueden|podrían|podéis|podríais|por favor|favor de|te pido|le pido|les pido|os pido|te pedimos|le pedimos|le ruego|te ruego|rogamos|se ruega|envíame|envíeme|envíanos|envíenos|mándame|mándeme|dime|díganos|dígame|dame|deme|avísame|avíseme|avisadme|hazme|tienes que|tiene que|tenéis que|deberías|debería|debes|debe|hay que|necesito|necesitamos|necesitaría|necesitaríamos|no olvides|no olvide|recuerda|recuerde|confirma|confirme|confírmame|revisa|revise|llámame|llámeme|contesta|responde|responda|quedo a la espera|quedamos a la espera|espero tu|espero su|esperamos|me gustaría que|quisiera que|te importaría|sería posible|me envías|me mandas|me pasas|nos envías|pásame|firma|firme|completa|complete|prepara|prepare|agradecería|agradeceríamos|por hacer|pague|abonar|abone',
      ),
    ),
    promise: u(
      w(
        'te envío|te mando|le envío|les envío|os envío|te enviaré|le enviaré|enviaré|enviaremos|les enviaremos|haré|haremos|voy a|vamos a enviar|vamos a preparar|vamos a revisar|me encargo|nos encargamos|me ocupo|yo me encargo|te llamo|le llamo|te llamaré|le llamaré|te aviso|le aviso|te avisaré|te digo|te confirmo|le confirmo|te confirmaré|prepararé|prepararemos|revisaré|revisaremos|entregaré|entregaremos|terminaré|terminaremos|pagaré|pagaremos|te paso|responderé',
      ),
    ),
    schedule: u(
      w(
        'nos vemos|quedamos|nos reunimos|reunámonos|veámonos|podemos vernos|podemos quedar|podemos hablar|podríamos vernos|podríamos hablar|propongo|te propongo|le propongo|proponemos|te parece|le parece|os parece|qué tal si|te viene bien|le viene bien|reunión|cita|llamada|hablamos el|agendamos|agendar',
      ),
    ),
  },
  pt: {
    ask: u(
      w(
        'pode|podes|poderia|poderias|podem|poderiam|consegue|consegues|conseguem|por favor|por gentileza|peço|pedimos|solicito|solicitamos|favor|envia-me|envie|envie-me|me envia|me envie|me manda|me mande|manda|mande|diz-me|diga|me diga|me diz|me avise|me avisa|avise|avisa|dê|tens de|tem de|tem que|têm que|devias|deveria|deve|é preciso|é necessário|precisamos|preciso|precisava|não se esqueça|não esqueça|não te esqueças|lembre-se|lembra-te|confirme|confirma|confirmem|verifique|verifica|ligue|liga-me|me ligue|responda|responde|aguardo|aguardamos|fico no aguardo|ficamos no aguardo|gostaria que|gostaríamos que|seria possível|assine|assina|prepare|complete|preencha|faça|revise|reveja|agradeço que|agradecia|efetue|pague|providencie',
      ),
    ),
    promise: u(
      w(
        'vou enviar|vou mandar|vou fazer|vou preparar|vou ver|vou ligar|vou verificar|vou tratar|vou confirmar|vou|vamos enviar|vamos preparar|envio-te|envio-lhe|te envio|lhe envio|enviarei|enviaremos|mando-te|farei|faremos|trato disso|eu trato|cuido disso|ligo-te|te ligo|lhe ligo|ligarei|aviso-te|te aviso|avisarei|prepararei|entregarei|entregaremos|terminarei|responderei|retorno|retornarei|confirmo até|pagarei|pagaremos',
      ),
    ),
    schedule: u(
      w(
        'vemo-nos|nos vemos|encontramo-nos|nos encontramos|vamos nos encontrar|vamos marcar|marcamos|marcar|podemos falar|podemos nos|podemos encontrar|proponho|sugiro|propomos|que tal|combinamos|reunião|encontro|pode ser na|serve-te|te serve|agendar|agendamos|estás disponível|está disponível',
      ),
    ),
  },
  nl: {
    ask: u(
      w(
        'kun je|kan je|kunt u|kunnen jullie|kan jij|zou je|zou u|zouden jullie|wil je|wilt u|willen jullie|alsjeblieft|alstublieft|aub|svp|graag|stuur me|stuur|stuurt u|laat me weten|laat het me weten|laat even weten|laat weten|bel me|geef me|vergeet niet|je moet|u moet|jullie moeten|je dient|u dient|moet nog|moeten nog|ik heb nodig|we hebben nodig|wij hebben nodig|heb ik nodig|hebben we nodig|controleer|bevestig|bevestigt u|check|denk aan|ik wacht op|wij wachten op|we wachten op|verzoek|verzoeken wij|verzoeken u|is het mogelijk|zou het mogelijk|wil graag dat|onderteken|vul|betaal|reageer|antwoord|heb je|heeft u|mag ik',
      ),
    ),
    promise: u(
      w(
        'ik stuur|ik zal|wij zullen|we zullen|ik ga|ik bel|ik regel|ik kom erop terug|ik laat je|ik laat u|ik laat het|wij sturen|we sturen|ik maak|ik zorg|wij zorgen|we zorgen|ik neem contact|wij nemen contact|we nemen contact|ik lever|wij leveren|we leveren|ik bevestig|ik check|ik kijk|stuur ik|zal ik je|zal ik u|zullen wij|ontvang je van|krijg je van|ik betaal|wij betalen',
      ),
    ),
    schedule: u(
      w(
        'zullen we|laten we|spreken we af|we spreken|ik stel voor|wij stellen voor|stel ik voor|past het|schikt het|komt het uit|kunnen we afspreken|kunnen we bellen|kunnen we elkaar|vergadering|afspraak|overleg|tot dan|bijeenkomst|meeting|ben je beschikbaar|bent u beschikbaar',
      ),
    ),
  },
  pl: {
    ask: u(
      w(
        'czy możesz|czy może pan|czy może pani|czy mógłbyś|czy mogłabyś|czy mógłby|czy mogłaby|czy możecie|mógłbyś|mogłabyś|mógłby pan|mogłaby pani|możesz|możecie|mogą państwo|proszę|poproszę|prosimy|prosiłbym|prosiłabym|wyślij|prześlij|przyślij|daj znać|dajcie znać|powiedz|napisz|sprawdź|sprawdźcie|potwierdź|potwierdźcie|zadzwoń|przygotuj|musisz|powinieneś|powinnaś|trzeba|należy|potrzebuję|potrzebujemy|pamiętaj|pamiętajcie|nie zapomnij|czekam na|czekamy na|zrób|odpisz|uzupełnij|podpisz|czy jest możliwe|czy masz|czy ma pan|czy ma pani|bardzo proszę|uprzejmie|zapłać|opłać|oddzwoń',
      ),
    ),
    promise: u(
      w(
        'wyślę|prześlę|zrobię|przygotuję|zadzwonię|sprawdzę|dam znać|odezwę się|zajmę się|wyślemy|prześlemy|przygotujemy|zrobimy|dostarczę|dostarczymy|odpowiem|skończę|skończymy|potwierdzę|oddzwonię|zapłacę|zapłacimy|zajmiemy się|damy znać|postaram się|będę',
      ),
    ),
    schedule: u(
      w(
        'spotkajmy się|spotkamy się|spotykamy się|umówmy się|umówić się|proponuję|proponujemy|czy pasuje|pasuje ci|pasuje panu|pasuje pani|porozmawiajmy|zdzwońmy się|możemy się spotkać|możemy porozmawiać|spotkanie|spotkania|termin|do zobaczenia',
      ),
    ),
  },
  ru: {
    ask: u(
      w(
        'можете|можешь|могли бы|мог бы|могла бы|не могли бы|не мог бы|сможете|сможешь|пожалуйста|прошу|просим|просьба|пришлите|пришли|отправьте|отправь|вышлите|вышли|скажите|скажи|сообщите|сообщи|дайте знать|дай знать|проверьте|проверь|подтвердите|подтверди|позвоните|позвони|подготовьте|подготовь|нужно|необходимо|надо|вы должны|ты должен|должна|следует|не забудьте|не забудь|напомните|напомни|жду|ждём|ждем|ожидаем|мне нужен|мне нужна|мне нужны|нам нужен|нам нужна|нам нужны|нам нужно|хотелось бы|ответьте|ответь|посмотрите|посмотри|сделайте|сделай|заполните|подпишите|оплатите|перезвоните|напишите|напиши|требуется',
      ),
    ),
    promise: u(
      w(
        'пришлю|отправлю|вышлю|сделаю|подготовлю|позвоню|проверю|сообщу|дам знать|займусь|я буду|мы будем|пришлём|пришлем|отправим|вышлем|сделаем|подготовим|отвечу|закончу|закончим|перезвоню|напишу|оплачу|оплатим|передам|постараюсь|свяжусь|свяжемся|подтвержу',
      ),
    ),
    schedule: u(
      w(
        'давайте встретимся|давай встретимся|встретимся|встречаемся|давайте|давай|предлагаю|предлагаем|созвонимся|договоримся|удобно ли|вам удобно|тебе удобно|вам подходит|тебе подходит|можем встретиться|можем созвониться|встреча|встречу|совещание|созвон|увидимся',
      ),
    ),
  },
  sv: {
    ask: u(
      w(
        'kan du|kan ni|skulle du kunna|skulle ni kunna|kunde du|kunde ni|vill du|vill ni|snälla|vänligen|var snäll|var vänlig|vänlig att|skicka|skicka mig|maila|mejla|säg till|hör av dig|hör av er|låt mig veta|meddela|återkom|ring|du måste|ni måste|du bör|ni bör|du behöver|ni behöver|vi behöver|jag behöver|behöver vi|behöver jag|glöm inte|kom ihåg|bekräfta|kontrollera|kolla|svara|jag väntar på|vi väntar på|tacksam om|tacksam för|jag ber dig|vi ber er|ber vi dig|ber vi er|är det möjligt|har du möjlighet|skulle behöva|förbered|fyll i|signera|betala|har du|har ni|får jag be',
      ),
    ),
    promise: u(
      w(
        'jag skickar|jag ska|vi ska|jag kommer att|vi kommer att|jag ringer|jag återkommer|vi återkommer|jag fixar|vi fixar|jag ordnar|vi ordnar|jag tar hand|jag hör av mig|vi hör av oss|vi skickar|jag kollar|jag förbereder|vi levererar|jag levererar|jag meddelar|jag mailar|jag mejlar|jag bekräftar|skickar jag|jag betalar|vi betalar|jag gör',
      ),
    ),
    schedule: u(
      w(
        'ska vi|vi ses|låt oss|kan vi ses|kan vi träffas|kan vi prata|kan vi höras|vi hörs|jag föreslår|vi föreslår|föreslår jag|passar det|funkar det|möte|mötet|boka|träffas|ses vi|är du ledig',
      ),
    ),
  },
};

const englishPromise =
  /^(?:(?:and|but|so|also|ok|okay|sure|yes|then|thanks|great|fine|no problem|well)[,.!]?\s+)*(?:i|we)(?:'ll|’ll| will| shall| am going to|'m going to|’m going to| are going to|'re going to|’re going to| can| plan to| intend to| promise)\b|\b(?:i|we)(?:'ll|’ll| will| shall)\s+(?:\w+ly\s+)?(?!need|appreciate|be happy to see|like|want|see)(?!\w+ you to\b)/i;
const englishSchedule =
  /\b(?:let'?s|let’s|shall we|how about|why don'?t we|are you (?:free|available)|does .{2,30} work|can we (?:meet|talk|schedule|set)|meeting|meet(?: up)?|schedule|lunch|call at)\b/i;
const englishAsk =
  /\?|\b(?:please|could you|can you|would you|will you|let me know|need you to|you need to|you should|you must|make sure|remember to|don'?t forget|kindly)\b/i;

/** What a sentence that asks, promises or proposes mostly does. */
export function taskKindOf({ sentence, language }: { sentence: string; language: Language }): TaskKind | null {
  if (language === 'en') {
    if (englishPromise.test(sentence) && !englishAsk.test(sentence)) return 'promise';
    return englishSchedule.test(sentence) && !/\bplease\b/i.test(sentence) ? 'schedule' : 'ask';
  }
  const cues = taskCues[language];
  if (cues.promise.test(sentence) && !(/\?\s*$/.test(sentence) && cues.ask.test(sentence))) return 'promise';
  if (cues.ask.test(sentence)) return 'ask';
  return cues.schedule.test(sentence) ? 'schedule' : null;
}
