import { foldText } from './folded-text.ts';

/** Words of firms' names and of letters that name nobody by themselves. */
const words = new Set(
  `gmbh ag kg ug ohg mbh spa srl srls sas snc sa sarl ltd limited llc llp inc incorporated corp corporation plc co company
  bv nv vof oy oyj ab as aps sl slu lda sp zoo doo kft group gruppe gruppo groupe holding holdings partners partner associates
  associati studio studios agency agentur agenzia agence consulting consultancy consultants services service solutions design
  designs media digital software systems system tech technologies technology labs lab works workshop shop store team office
  international global europe european italia deutschland france america american north south east west northern southern
  eastern western central united national city town house home green blue red black white gold silver golden grand great good
  best first second third last new old young little small big royal free open smart fast prime premium pure fresh modern
  creative online direct express world universal general public private social health care food coffee book books travel
  legal financial finance capital invest investment investments insurance energy power water light fire earth nature garden
  club school academy institute university college foundation trust union bank hotel restaurant cafe bar kitchen bakery
  market trade trading import export logistics transport construction building real estate property management marketing
  events event music film photo photography print press news today tomorrow yesterday monday tuesday wednesday thursday friday
  saturday sunday january february march april may june july august september october november december the and und et e y of
  for von van der die das den dem des di del della dello degli la le les il lo gli i una un uno el los las de du da do dos a an
  mr mrs ms dr sir madam miss all everyone everybody team friends friend colleagues there folks guys ladies gentlemen tutti
  tutte colleghi alle zusammen kollegen damen herren tous toutes client customer kunde cliente user assistant me my mine us we
  you io ich moi yo project task test demo example sample internal personal admin support sales info contact please thanks
  will can should could would must have has call send ask tell see let make take get put add check`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export function isCommonWord(word: string): boolean {
  return words.has(foldText(word).text);
}

const parts = /[^\p{L}\p{M}\p{N}’'-]+/u;

/**
 * The forms by which a name is known: as it is, without the words that name nobody at its ends ("Rossi" of "Studio Rossi
 * srl"), and its first and last word. `shortest`: letters that a single word has at least.
 */
export function formsOfName(name: string, shortest: number): string[] {
  const whole = name.trim();
  const all = whole.split(parts).filter((word) => word !== '');
  const own = all.filter((word) => !isCommonWord(word));
  const [first = '', last = ''] = [own[0], own.at(-1)];
  const core = first === '' ? '' : whole.slice(whole.indexOf(first), whole.lastIndexOf(last) + last.length);
  const distinctive = [core, first, last].filter((form) => {
    const isName = Array.from(form).length >= shortest && /^[^\p{Ll}]/u.test(form) && /\p{L}/u.test(form);
    return isName && all.length > 1;
  });
  return [...new Set([whole, ...distinctive])].filter((form) => /[\p{L}\p{N}]/u.test(form));
}
