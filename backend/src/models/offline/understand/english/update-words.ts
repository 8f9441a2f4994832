import { lexicon } from './lexicon.ts';
import { phrases } from './phrases.ts';

/** The words of the rules for changing tasks, by group. */
export const updateWords: Record<string, readonly string[]> = {
  ...lexicon,
  set: ['set', 'change', 'update', 'make', 'put', 'switch', 'edit', 'adjust', 'modify', 'turn'],
  mark: ['mark', 'set', 'flag', 'make', 'put', 'change', 'switch', 'turn', 'update', 'move', 'tag', 'get'],
  move: phrases(`
  move | push | postpone | reschedule | re_schedule | delay | defer | shift | bump | snooze | schedule | plan |
  bring | put | drag | set | change | date | make | re_date | redate | extend
`),
  later: ['back', 'out', 'ahead', 'on', 'off', 'up', 'down', 'over', 'forward'],
  remove: phrases(`
  remove | clear | delete | unset | drop | cancel | erase | take_off | get_rid_of | take_away | strip | reset
`),
  finish: phrases(`
  complete | finish | close | tick_off | check_off | cross_off | finalise | finalize | resolve | tick | check |
  wrap_up | finish_off | mark_off | cross_out
`),
  finished: phrases(`
  finished | completed | done | did | closed | finished_with | done_with | wrapped_up | finished_off | ticked_off
  | already_finished | already_did | already_completed | just_finished | just_completed | just_did | already_done
  | just_done
`),
  have: ['have', 'just', 'already', 'finally', 'have_just', 'have_already', 'have_finally', 'have_now', 'am', 'am_now', 'was'],
  i: ['i', "i've", "i'm", 'we', "we've", "we're", 'im', 'ive'],
  now: ['now', 'already', 'finally', 'all', 'just', 'also', 'both'],
  is: ['is', 'are', 'was', 'has_been', 'have_been', 'were', 'got', "'s"],
  people: ['assignee', 'assignees', 'assignment', 'owner', 'responsible'],
  description: ['description', 'note', 'notes', 'details', 'comment', 'descr'],
  title: ['title', 'name'],
  task_noun: ['task', 'todo', 'item', 'reminder'],
};
