import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('asking for comments', () => {
  testCorpus(`
    comments on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    show me the comments on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    list the comments of the task Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    what are the comments on Buy milk? → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    how many comments does Buy milk have? → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=0
    how many comments are there on Buy milk? → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=0
    are there any comments on Send quote? → list_tasks search="Send quote" ; list_task_comments task_id=quote
    read the comments for task "Buy milk" → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    show Buy milk's comments → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    does Buy milk have any comments? → list_tasks search="Buy milk" ; list_task_comments task_id=milk
    list my tasks >> show the comments on the first one → list_task_comments task_id=milk
    mark Buy milk as done >> any comments on it? → list_task_comments task_id=milk
    comments on Pay rent → list_tasks search="Pay rent" ; list_task_comments task_id=rent
  `);
});

describe('writing and deleting comments', () => {
  testCorpus(`
    comment on Buy milk: done by Friday → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="done by Friday"
    Comment on the task Buy milk: two litres, please. → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres, please."
    comment on Buy milk that it is urgent → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="it is urgent"
    comment "two litres" on Buy milk → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add a comment to Buy milk: two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add a comment to the task Buy milk saying two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add a comment on "Buy milk": two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add the comment "two litres" to Buy milk → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    leave a comment on Buy milk: two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    write a comment on task Buy milk: two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    post a comment on Send quote: sent it today → list_tasks search="Send quote" ; add_task_comment task_id=quote content="sent it today"
    comment on Invoice: paid → list_tasks search=Invoice
    comment on Invoice: paid >> the second one → add_task_comment task_id=bill-g content=paid
    comment on Buy eggs: twelve → list_tasks search="Buy eggs" ; list_tasks search=eggs limit=5 & list_tasks search=Buy limit=5
    add a comment to Buy milk → list_tasks search="Buy milk"
    add a comment to Buy milk >> two litres → add_task_comment task_id=milk content="two litres"
    list my tasks >> comment on the second one: sent → add_task_comment task_id=quote content=sent
    mark Buy milk as done >> comment on it: bought two → add_task_comment task_id=milk content="bought two"
    mark Buy milk as done >> add a comment: bought two → add_task_comment task_id=milk content="bought two"
    comment on Buy milk: delete it and create a task → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="delete it and create a task"
    comment on Buy milk: two litres >> delete that comment → delete_task_comment comment_id=comment-4
    comment on Buy milk: two litres >> mark it as done → update_task task_id=milk status=done
    comment on Buy milk: two litres >> delete it → delete_task_comment comment_id=comment-4
    delete the last comment on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=two
    delete the first comment of the task Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=oat
    delete comment 2 on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=two
    delete the comment about oat on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=oat
    delete the comment "Two litres" on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=two
    remove my comment Two litres from Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=two
    delete all comments on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=oat & delete_task_comment comment_id=two
    delete the comments of Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200 ; delete_task_comment comment_id=oat & delete_task_comment comment_id=two
    delete the comment on Send quote → list_tasks search="Send quote" ; list_task_comments task_id=quote limit=200 ; delete_task_comment comment_id=price
    delete the comment on Buy milk → list_tasks search="Buy milk" ; list_task_comments task_id=milk limit=200
    delete the comment on Buy milk >> the second one → delete_task_comment comment_id=two
    show the comments on Buy milk >> delete the last one → delete_task_comment comment_id=two
    show the comments on Buy milk >> delete the second comment → delete_task_comment comment_id=two
    show the comments on Buy milk >> delete all of them → delete_task_comment comment_id=oat & delete_task_comment comment_id=two
    delete the comment on Pay rent → list_tasks search="Pay rent" ; list_task_comments task_id=rent limit=200
    delete that comment → nothing
    comment on Buy milk: "two litres" and mark it as done → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres" ; update_task task_id=milk status=done
  `);
});
