import { phrases } from './phrases.ts';
import { type Phrase, part } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';

const before = phrases(`
  hey adiuva | hi adiuva | hello adiuva | ok adiuva | dear adiuva | adiuva | hey there | hi there | hello there |
  hey | hi | hello | good morning | ok | okay | so | well | now | please | pls | plz | kindly | then | and then |
  also | great | thanks | thank you | perfect | yes | no | sure | just | quickly | alright | next | actually | oh
  | um | could you please | can you please | would you please | will you please | could you kindly | can you |
  could you | would you | will you | would you mind | i'd like you to | i would like you to | i want you to |
  i need you to | i'd like to | i would like to | i want to | i wish to | let's | lets | let us | go ahead and |
  you can | you should | try to | i have to ask you to | be so kind and | maybe you can | do me a favor and |
  do me a favour and | is it possible to
`);
const after = phrases(`
  please | pls | plz | thanks | thank you | thank you very much | thanks a lot | many thanks | for me |
  for me please | if you can | if possible | ok | okay | would you | will you | could you | can you |
  right now please | adiuva | cheers | thx
`);

/** What may follow "I want to", "let's": they are polite words only before a command. */
const commands =
  /^(create|creating|add|adding|make|making|new|mark|marking|complete|finish|close|set|change|update|rename|move|push|postpone|reschedule|delay|assign|list|show|see|find|search|count|know|remind|start|reopen|remove|delete|erase|trash|discard|scrap|purge|throw|clear|clean|put|tell|give|display|view|what|which|how|look|check|get|note|open|prioriti[sz]e|raise|lower|unassign|help|tick|please|archive|unarchive|restore|reactivate|fetch|comment|append|read|write|jot|follow|take|leave|describe|summari[sz]e|schedule|bring)$/;

/** A pattern's first words, for commands that are polite by themselves: the list above leaves these their words. */
export const polite = '(can|could|would|will) (you) (please)';

const wonders = [
  'tell me',
  "i'd like to know",
  'i would like to know',
  'i want to know',
  'do you know',
  'let me know',
  'can you tell me',
  'could you tell me',
  'know',
];
const asking = /^(what|what's|whats|which|how|when|who|whether|if|is|are|do)$/;

/** Takes "please", "can you" and the like off the beginning alone: the end may belong to a text. */
export function withoutLead(phrase: Phrase): Phrase {
  let rest = phrase;
  for (let round = 0; round < 5; round++) {
    const wonder = wonders.find(
      (text) => isWords(rest.tokens, 0, text) && asking.test(wordAt(rest.tokens, text.split(' ').length)),
    );
    if (wonder !== undefined) {
      rest = part(rest, wonder.split(' ').length);
      continue;
    }
    const lead = before.filter((text) => isWords(rest.tokens, 0, text)).sort((a, b) => b.length - a.length)[0];
    if (lead === undefined) break;
    let length = lead.split(' ').length;
    while ([',', '!', '.', '-', ':', '\n'].includes(wordAt(rest.tokens, length)) && wordAt(rest.tokens, length) !== ':')
      length += 1;
    const next = wordAt(rest.tokens, length);
    const asks = / (to|you|and)$|^(can|could|would|will|let|lets|let's|you)/.test(lead);
    // "Next, list my notes" is said in passing; "next milestones" are those that come.
    if (lead === 'next' && length === 1 && !commands.test(next)) break;
    if (length >= rest.tokens.length || (asks && !commands.test(next) && !before.includes(next))) break;
    rest = part(rest, length);
  }
  return rest;
}

/** Takes "please", "can you", "thanks" and the like off both ends; what is between quotation marks stays. */
export function withoutPoliteness(phrase: Phrase): Phrase {
  let rest = withoutLead(phrase);
  for (let round = 0; round < 3; round++) {
    let end = rest.tokens.length;
    while (end > 1 && ['.', '!', '?', ',', '\n'].includes(wordAt(rest.tokens, end - 1))) end -= 1;
    const tail = after
      .filter((text) => isWords(rest.tokens, end - text.split(' ').length, text))
      .sort((a, b) => b.length - a.length)[0];
    const length = tail?.split(' ').length ?? 0;
    if (length === 0 || end - length < 1) break;
    rest = part(rest, 0, end - length);
  }
  return rest;
}
