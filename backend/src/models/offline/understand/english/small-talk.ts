import type { Intent, Topic } from '../intent.ts';
import type { Phrase } from '../tokens.ts';

const whole: readonly [RegExp, Topic][] = [
  [
    /^(hi|hello|hey|hallo|good (morning|afternoon|evening|day)|howdy|greetings|yo|hiya|ciao)( there| adiuva| everyone)?$/,
    'greeting',
  ],
  [/^(how are you|how's it going|what's up|how do you do)( today)?$/, 'greeting'],
  [
    /^(many )?(thanks|thank you|thx|ty|cheers|great|perfect|nice|cool|awesome|good job|well done|ok|okay|alright|all right|got it|fine|good|excellent)( so much| very much| a lot| thanks| thank you| job| work| adiuva)*$/,
    'thanks',
  ],
  [
    /^(help|help me|\?|what can (you|i) (do|ask|say|type)( here| for me| with you)?|what do you do|what are you able to do|how does (this|it) work|how do (i|you) use (this|you|it)|commands|examples|show (me )?(some )?(examples|commands)|what (commands|things) (can|do) (you|i) (know|understand|use|say)|instructions|usage|get started|how do i start|menu)$/,
    'help',
  ],
  [
    /^(who|what) are you$|^are you (an? )?(ai|bot|human|robot|real|person|llm|machine|chatgpt|model).*$|^what('s| is) your name$|^which model (are you|is this).*$|^what model (are you|is this).*$/,
    'identity',
  ],
  [
    /^(never ?mind|nevermind|cancel|cancel that|forget it|forget that|no|nope|nothing|none|none of them|none of those|neither|neither of them|stop|no thanks|no thank you|don't|do not|skip|skip it|leave it|not now|nah)$/,
    'cancelled',
  ],
  [
    /^(yes|yep|yeah|sure|y|ok do it|do it|go ahead|confirm|yes please|please do|of course|right|correct|exactly|absolutely|yup)$/,
    'nothing-to-confirm',
  ],
  [
    /^(undo|redo|revert|roll back|take (that|it) back|undo (that|it|this|the last (change|action|one)|everything|all|last( change)?|my last change))( .*)?$/,
    'undo',
  ],
];

const ofWords = (phrase: Phrase): string =>
  phrase.tokens
    .filter((token) => token.kind === 'word' || (token.fold === '?' && phrase.tokens.length === 1))
    .map((token) => token.fold)
    .join(' ');

/** Greetings, thanks, help, "never mind": what needs no rows. */
export function readSmallTalk(phrase: Phrase): Intent | undefined {
  if (phrase.tokens.length > 14 || phrase.tokens.some((token) => token.kind === 'quote')) return undefined;
  const text = ofWords(phrase);
  for (const [pattern, topic] of whole) if (pattern.test(text)) return { kind: 'say', topic };
  return undefined;
}

const negations =
  /^(please )?(don't|dont|do not|never|no need to|there's no need to|there is no need to|i don't want|i do not want|i dont want|you shouldn't|you should not|stop|not|without|avoid|refrain|i wouldn't|i would not|i won't|i will not|you must not|you mustn't|can't you|cannot|let's not|i didn't|i did not|i haven't|i have not|i never|i'm not|i am not|we don't|we haven't|we didn't|nobody|no one|instead of|rather than)( |$)/;
const hypothetical =
  /^(if|what if|suppose|supposing|imagine|assume|assuming|when i|whenever|unless|should you|let's say|lets say|hypothetically|maybe|perhaps|i wonder|i was wondering|i might|i may|i think|i thought|i could|i would|i should|we should|we could|we might|you could have|one could|somebody|someone|he|she|they|would you rather|in case)( |$)/;
const questions =
  /^(should|shall|may|might|must|can|could|would|will|am|did|do|does|was|were|why|is it|is that|isn't|aren't|don't you|who|where|when|has|had|how come|are you|are we|what happens|what would|what does|what if|what was|what did|what's the (difference|point|best)|how (long|often|much|far|about|come|would|did|was|will|is|are|should))( |$)/;
const howTo =
  /^(how (do|can|could|would|should|might|does|to|may)|can you (explain|tell me how|show me how)|explain( to me)?( how)?|show me how|tell me how|teach me|what's the way to|what is the way to|is it possible|is there a way|are you able|do you know how|can you teach|am i able|can i|could i|may i|do i need to|will you be able|do you support|can you (create|add|make|list|show|update|complete) (tasks|projects|clients|reminders|todos))( |$)/;
const makes = /\b(creat|add|mak|new|insert|record)/;
const deletes = /\b(delet|remov|eras|get rid)/;
const changes = /\b(complet|mark|finish|mov|renam|chang|updat|edit|set|assign|reopen|postpon|reschedul)/;

/** What is said about commands instead of giving one: refusals, suppositions, questions about how. */
export function readNonCommand(phrase: Phrase): Intent | undefined {
  const text = ofWords(phrase);
  if (/^(don't|dont|do not) (let me )?forget( to| about| that)? /.test(text))
    return { kind: 'unknown', task: text.replace(/^(don't|dont|do not) (let me )?forget( to| about| that)? /, '') };
  if (negations.test(text)) return { kind: 'say', topic: 'declined' };
  if (howTo.test(text)) {
    const topic: Topic = makes.test(text)
      ? 'how-to-create'
      : deletes.test(text)
        ? 'how-to-delete'
        : changes.test(text)
          ? 'how-to-update'
          : /\b(list|show|find|search|see|count)/.test(text)
            ? 'how-to-list'
            : 'help';
    return { kind: 'say', topic };
  }
  return hypothetical.test(text) ? { kind: 'say', topic: 'question' } : undefined;
}

/** A question that no rule answers: "should I create a task?" gives no command. */
export function readOpenQuestion({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const text = ofWords(phrase);
  if (questions.test(text) && (question || /^(should|shall|may|might|must|why|did|could|would)/.test(text)))
    return { kind: 'say', topic: 'question' };
  return undefined;
}

const ofProject =
  /^(archive|unarchive|close|rename|complete|finish|reopen|mark|update|edit|start)( the| my| our)? (projects?|clients?|customers?) (?!of |for |to |from )/;
const theProject =
  /^(archive|unarchive|close|rename|complete|finish|reopen|mark|update|edit|change) the .{1,80} (project|client|customer)( to | as |$)/;
const archives = /^(un)?archive /;

/** Changes to projects and clients, which this release does not make. */
export function readProjectChange(phrase: Phrase): Intent | undefined {
  const text = `${ofWords(phrase)} `;
  return ofProject.test(text) || theProject.test(text) || archives.test(text)
    ? { kind: 'say', topic: 'change-project' }
    : undefined;
}

const chores = /^(i|we) (need|have|must|should|want|ought|gotta|got)( to)? /;
const choreVerbs =
  /^(buy|call|pay|send|write|fix|email|mail|book|clean|prepare|review|order|meet|ask|plan|visit|read|wash|cook|pick|bring|water|print|sign|renew|submit|draft|design|invoice|ship|test|deploy|organise|organize|research|study|learn|practice|learn|return|repair|do|get|go|text|phone|contact|schedule|discuss|feed|walk) \S/;

/** "I need to buy milk" is no command; the answer offers the command that it may have meant. */
export function choreIn(phrase: Phrase): string | undefined {
  const text = ofWords(phrase);
  const lead = chores.exec(text)?.[0];
  if ((lead === undefined && !choreVerbs.test(text) && !/^add \S/.test(text)) || /\b(is|are|not|was)\b/.test(text))
    return undefined;
  const count = lead?.trim().split(' ').length ?? (text.startsWith('add ') ? 1 : 0);
  const words = phrase.tokens.filter((token) => token.kind === 'word');
  const [first, last] = [words[count], phrase.tokens.at(-1)];
  return first && last ? phrase.source.slice(first.start, last.end).slice(0, 120) : undefined;
}
