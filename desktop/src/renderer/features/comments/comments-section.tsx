import type { TaskComment } from '@adiuva/shared-protocol';
import { Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { Button, IconButton, Problem } from '#renderer/ui/index.ts';
import { type CommentsStore, createCommentsStore } from './create-comments-store.ts';

const field =
  'field-sizing-content w-full resize-none rounded-m border border-line bg-raised px-2.5 py-1.5 text-13 leading-5 shadow-field outline-none focus:border-line-control';

/** What was said of a task, the oldest first, and a place to say more. */
export function CommentsSection({ taskId, zone }: { taskId: string; zone: string }) {
  const powers = useAppPowers();
  const [comments] = useState(() => createCommentsStore({ powers, taskId }));
  useEffect(() => comments.follow(), [comments]);
  const { items, total, failure } = useStore(comments.store);
  const now = useNow(60_000);
  return (
    <section aria-label="Comments" className="mt-4 border-t border-line pt-3">
      <h3 className="mb-2 text-12 font-medium text-ink-2">
        Comments {total > 0 && <span className="text-ink-3 nums">{total.toLocaleString('en')}</span>}
      </h3>
      {failure && failure.kind !== 'core_away' && <Problem onRetry={() => comments.more()}>{failure.sentence}</Problem>}
      <ol className="flex flex-col gap-3">
        {items?.map((comment) => (
          <Comment key={comment.id} comment={comment} comments={comments} now={now} zone={zone} />
        ))}
      </ol>
      {items !== undefined && items.length < total && (
        <Button look="quiet" className="mt-1 -ml-2.5 text-12" onClick={comments.more}>
          Show more of {total.toLocaleString('en')}
        </Button>
      )}
      <NewComment comments={comments} />
    </section>
  );
}

/** Ctrl or Cmd with Enter says it; Enter begins a new line. */
function isSent(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
}

function NewComment({ comments }: { comments: CommentsStore }) {
  const [text, setText] = useState('');
  async function say() {
    const content = text.trim();
    if (content === '') return;
    setText('');
    if (!(await comments.add(content))) setText((now) => (now === '' ? content : now));
  }
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <textarea
        aria-label="New comment"
        placeholder="Write a comment"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (!isSent(event)) return;
          event.preventDefault();
          void say();
        }}
        className={field}
      />
      {text.trim() !== '' && (
        <div className="mt-1.5 flex justify-end">
          <Button type="submit" look="primary">
            Comment
          </Button>
        </div>
      )}
    </form>
  );
}

function Comment({ comment, comments, now, zone }: { comment: TaskComment; comments: CommentsStore; now: number; zone: string }) {
  const [draft, setDraft] = useState<string>();
  const isMine = comment.author === 'me';
  async function keep() {
    const content = draft?.trim() ?? '';
    if (content !== '' && content !== comment.content && !(await comments.update(comment, content))) return;
    setDraft(undefined);
  }
  return (
    <li className="task-row group text-13">
      <div className="flex min-h-6 items-center gap-1.5">
        <span className="font-medium">{isMine ? 'You' : comment.author === 'assistant' ? 'Adiuva' : comment.author}</span>
        <span className="flex-1 text-12 text-ink-3">
          {agoInWords({ instant: comment.createdAt, now, zone })}
          {comment.revision > 1 && ', changed'}
        </span>
        <span className="row-reveal flex">
          {isMine && (
            <IconButton label="Change this comment" onClick={() => setDraft(comment.content)}>
              <Pencil />
            </IconButton>
          )}
          <IconButton label="Delete this comment" onClick={() => void comments.remove(comment)}>
            <Trash2 />
          </IconButton>
        </span>
      </div>
      {draft === undefined ? (
        <p className="leading-5 wrap-anywhere whitespace-pre-wrap text-ink">{comment.content}</p>
      ) : (
        <>
          <textarea
            // Changing it was asked for: the field takes the focus.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            aria-label="Comment"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (isSent(event)) void keep();
              if (event.key !== 'Escape') return;
              event.preventDefault();
              setDraft(undefined);
            }}
            className={field}
          />
          <div className="mt-1.5 flex justify-end gap-1.5">
            <Button look="quiet" onClick={() => setDraft(undefined)}>
              Cancel
            </Button>
            <Button look="primary" onClick={() => void keep()}>
              Keep
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
