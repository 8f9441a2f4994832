import { ChevronLeft, ChevronRight, FileText, ImageOff, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { MessageFile } from '#rpc/attachments.ts';
import { bytesInWords } from '#renderer/amounts.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { IconButton } from '#renderer/ui/index.ts';
import { fileUrl } from './file-urls.ts';

const isImage = ({ content_type: type }: MessageFile): boolean => type.startsWith('image/');

/** What went along with a message: images to be looked at, other files by their names. */
export function MessageFiles({ files }: { files: readonly MessageFile[] }) {
  const images = files.filter((file) => isImage(file) && !file.missing);
  const [shown, setShown] = useState<number>();
  return (
    <>
      <ul aria-label="Files of this message" className="flex flex-wrap justify-end gap-1.5">
        {files.map((file) => (
          <li key={file.attachment_id} className="max-w-full">
            {images.includes(file) ? (
              <button
                type="button"
                aria-label={`Look at ${file.name}`}
                onClick={() => setShown(images.indexOf(file))}
                className="block overflow-hidden rounded-m border border-line"
              >
                <Picture file={file} className="h-28 max-w-48 min-w-20 object-cover" />
              </button>
            ) : (
              <span className="flex items-center gap-2 rounded-m border border-line bg-canvas px-2.5 py-1.5 text-12">
                {file.missing ? (
                  <ImageOff aria-hidden className="size-4 shrink-0 text-ink-3" />
                ) : (
                  <FileText aria-hidden className="size-4 shrink-0 text-ink-3" />
                )}
                <span className="min-w-0 wrap-anywhere">{file.name}</span>
                <span className="shrink-0 text-ink-3 nums">
                  {file.missing ? 'not on this device any more' : bytesInWords(file.bytes)}
                </span>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Lightbox images={images} at={shown} onShow={setShown} />
    </>
  );
}

function Picture({ file, className }: { file: MessageFile; className: string }) {
  const { core } = useAppPowers();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let isOver = false;
    const show = async () => {
      try {
        const found = await fileUrl({ rpc: core.rpc, file });
        if (!isOver) setUrl(found);
      } catch {
        // Its name stands in its place.
      }
    };
    void show();
    return () => {
      isOver = true;
    };
  }, [core, file]);
  if (url === undefined)
    return <span className={`${className} grid place-items-center bg-hover px-2 text-12 text-ink-2`}>{file.name}</span>;
  return <img src={url} alt={file.name} className={className} />;
}

/** One image as large as the window; arrows go to the next. */
function Lightbox({
  images,
  at,
  onShow,
}: {
  images: readonly MessageFile[];
  at: number | undefined;
  onShow: (at: number | undefined) => void;
}) {
  const image = at === undefined ? undefined : images[at];
  const before = useRef<Element>(null);
  const go = (by: number) => at !== undefined && onShow((at + by + images.length) % images.length);
  return (
    <Dialog.Root open={image !== undefined} onOpenChange={(open) => !open && onShow(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            before.current = document.activeElement;
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') go(-1);
            if (event.key === 'ArrowRight') go(1);
          }}
          className="fixed inset-3 z-40 flex flex-col rounded-l bg-raised shadow-float outline-none"
        >
          <header className="flex items-center gap-1 py-1.5 pr-1.5 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-13 font-medium">{image?.name}</Dialog.Title>
            {images.length > 1 && (
              <>
                <span className="px-1 text-12 text-ink-3 nums">
                  {(at ?? 0) + 1} of {images.length}
                </span>
                <IconButton label="Image before" shortcut="ArrowLeft" onClick={() => go(-1)}>
                  <ChevronLeft />
                </IconButton>
                <IconButton label="Next image" shortcut="ArrowRight" onClick={() => go(1)}>
                  <ChevronRight />
                </IconButton>
              </>
            )}
            <Dialog.Close asChild>
              <IconButton label="Close" shortcut="Esc">
                <X />
              </IconButton>
            </Dialog.Close>
          </header>
          <div className="flex min-h-0 flex-1 items-center justify-center p-3 pt-0">
            {image && (
              <Picture key={image.attachment_id} file={image} className="max-h-full max-w-full rounded-m object-contain" />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
