export type Priority = 'high' | 'medium' | 'low';

const high =
  /(?<!\p{L})(?:urgent(?:ly|e|emente|i|es)?|asap|a\.s\.a\.p|as soon as possible|immediately|right away|critical|high priority|top priority|at once|by eod|by cob|time[- ]sensitive|overdue|urgente(?:mente)?|urgenza|al più presto|quanto prima|subito|immediatamente|il prima possibile|prioritari[oa]|tassativamente|scadut[oa]|dringend|eilig|sofort|umgehend|schnellstmöglich|so schnell wie möglich|so bald wie möglich|unverzüglich|überfällig|d'urgence|au plus vite|dès que possible|immédiatement|prioritaire|lo antes posible|cuanto antes|inmediatamente|de inmediato|o mais rápido possível|o quanto antes|imediatamente|com urgência|zo snel mogelijk|dringend|met spoed|spoed|onmiddellijk|direct nodig|pilne|pilnie|jak najszybciej|natychmiast|niezwłocznie|срочно|срочная|как можно скорее|немедленно|как можно быстрее|brådskande|så snart som möjligt|omgående|genast|snarast)(?!\p{L})|!{2,}/iu;
const low =
  /(?<!\p{L})(?:no rush|no hurry|when you (?:have|get) (?:a |some )?(?:time|chance|moment)|whenever you|at your (?:leisure|convenience)|low priority|not urgent|if you have time|eventually|some ?day|nice to have|senza fretta|non è urgente|non urgente|quando hai tempo|quando può|quando puoi|con calma|appena puoi|nicht eilig|keine eile|hat zeit|wenn du zeit hast|wenn sie zeit haben|bei gelegenheit|pas urgent|rien ne presse|sans urgence|quand tu auras|quand vous aurez|à l'occasion|sin prisa|no es urgente|cuando puedas|cuando tengas|sem pressa|não é urgente|quando puder|quando puderes|quando der|geen haast|niet dringend|als je tijd hebt|wanneer het uitkomt|bez pośpiechu|nie jest pilne|w wolnej chwili|не срочно|не спешите|когда будет время|ingen brådska|inte bråttom|när du har tid|när du hinner)(?!\p{L})/iu;

/** How pressing a request is, by its words alone. */
export function priorityOf(sentence: string): Priority {
  if (low.test(sentence)) return 'low';
  return high.test(sentence) ? 'high' : 'medium';
}
