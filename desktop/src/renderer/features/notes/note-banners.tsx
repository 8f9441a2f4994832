import { FileWarning, History, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner, Button } from '#renderer/ui/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { NoteSession } from './note-session.ts';

/** What is the matter with a note that is being written, and how to go on. Writing goes on beneath it. */
export function NoteBanners({ session, onShow }: { session: NoteSession; onShow: (noteId: string) => void }) {
  const save = useStore(session.store, (state) => state.save);
  const conflict = useStore(session.store, (state) => state.conflict);
  const restored = useStore(session.store, (state) => state.restored);
  const sentence = useStore(session.store, (state) => state.sentence);
  const [compares, setCompares] = useState(false);
  async function saveAsNew() {
    const id = await session.saveAsNew();
    if (id !== undefined) onShow(id);
  }
  return (
    <>
      {conflict && (
        <>
          <Banner
            tone="problem"
            icon={<TriangleAlert />}
            action={
              <Button look="primary" onClick={() => setCompares(true)}>
                Compare…
              </Button>
            }
          >
            This note was changed elsewhere while you wrote. Yours is kept in this browser, and not saved until you choose.
          </Banner>
          <ConflictDialog conflict={conflict} session={session} open={compares} onClose={() => setCompares(false)} />
        </>
      )}
      {save === 'gone' && (
        <Banner
          tone="problem"
          icon={<FileWarning />}
          action={
            <Button look="primary" onClick={() => void saveAsNew()}>
              Save as a new note
            </Button>
          }
        >
          This note was deleted meanwhile. What you see is kept in this browser.
        </Banner>
      )}
      {save === 'failed' && (
        <Banner tone="problem" icon={<TriangleAlert />} action={<Button onClick={() => void session.flush()}>Try again</Button>}>
          {sentence ?? 'It could not be saved; it is kept in this browser.'}
        </Banner>
      )}
      {restored && !conflict && (
        <Banner
          tone="waiting"
          icon={<History />}
          action={
            <span className="flex gap-2">
              <Button onClick={() => session.settleRestored(false)}>Take it out again</Button>
              <Button look="primary" onClick={() => session.settleRestored(true)}>
                Keep it
              </Button>
            </span>
          }
        >
          Text that was not saved when its window closed is in the note again.
        </Banner>
      )}
    </>
  );
}
