import { phrases } from './phrases.ts';

/** Words by which a question says which rows it is about. */
export const overdue = phrases(`
  overdue | over due | past due | past their due date | past the deadline | past their deadline |
  past its due date | late | running late | delayed | behind schedule | i missed | missed
`);
export const undated = phrases(`
  without a due date | without due date | without due dates | without a deadline | without deadline |
  without any due date | without dates | without a date | with no due date | with no deadline | with no date |
  no due date | undated | not scheduled | unscheduled | that have no due date | that have no deadline |
  that don't have a due date
`);
export const dated = [
  'with a due date',
  'with due dates',
  'with a deadline',
  'with deadlines',
  'that have a due date',
  'with due date',
];
export const openWords = phrases(`
  not done yet | not yet done | not done | not finished | not completed | not complete | not closed | aren't done
  | aren't finished | isn't done | still open | still to do | left to do | to be done | still to be done |
  still left | left over | open | unfinished | outstanding | remaining | pending | incomplete | uncompleted |
  undone | active | current | left | unresolved | still pending | haven't finished | haven't done |
  haven't completed | have not finished | have not done | have to do | need to do | should do | must do |
  got to do | to do next | remain
`);
export const doneWords = phrases(`
  already done | done | completed | finished | closed | complete | already finished | already completed |
  ticked off | checked off | have done | have finished | have completed
`);
export const progressWords = phrases(`
  in progress | ongoing | started | being worked on | under way | underway | wip | working on | doing |
  in the works
`);
export const todoWords = phrases(`
  not started | not yet started | not started yet | unstarted | todo | to do | with status todo | to start |
  to be started
`);
export const searchLeads = phrases(`
  that contain the words | that contain the word | containing the words | containing the word | with the words |
  with the word | that contain | which contain | that mention | which mention | that talk about | that are about |
  that have to do with | that include | that match | having to do with | to do with | containing | contain |
  mentioning | mention | matching | match | including | about | regarding | concerning | related to | relating to
  | called | named | titled | with title | with the title | with the name | that say | on the topic of |
  on the subject of | labelled | tagged
`);

export const stopWords = new Set(
  phrases(`
  all | my | the | me | a | an | any | some | of | i | have | do | does | is | are | there | that | which | who |
  whose | with | and | or | in | on | for | to | by | at | be | been | was | were | still | right | now | currently |
  today? | please | our | we | us | you | your | list | lists | every | each | ones | one | what | has | got |
  only | just | status | so | far | existing | exist | it | its | ready | up | out | here | total | altogether |
  overall | in total | as | set | coming | upcoming | scheduled | marked | need | needs | should | must | can |
  see | am | i'm | their | yet | already | different | full | whole | complete? | known | names | name | assigned?
  | app | system | database | again | those | these | them | from | kind | will | then | also | too | get | work |
  stuff | things | thing | anything | something | everything | deadline | deadlines | due | including | included | plus | even
`),
);

export const unassigned = phrases(`
  not assigned to anyone | not assigned | unassigned | without an assignee | assigned to nobody | assigned to no one |
  with no assignee | without assignee
`);
export const unplaced = phrases(`
  without a project | without project | without any project | with no project | not in a project | not in any project |
  in no project | that have no project | that are not in a project | that are in no project | that don't have a project
`);

/** Words that turn a question around, or ask for what no tool knows: a question that has one left over is not understood. */
export const refusers = new Set(
  phrases(`
  not | no | except | but | without | excluding | besides | other | nor | than | if | unless | isn't | aren't | don't | doesn't |
  created | added | belong | belongs | neither | never | instead | apart | minus | changed | updated | edited | modified
`),
);
