import { FileText, Image, X } from 'lucide-react';
import { useStore } from 'zustand';
import { bytesInWords } from '#renderer/amounts.ts';
import type { ModelsStore } from '#renderer/features/models/index.ts';
import { oneThatSees, seesImages, shortName } from '#renderer/features/models/model-words.ts';
import { Button, IconButton, Spinner } from '#renderer/ui/index.ts';
import type { DraftFile } from '../draft-file.ts';

export interface DraftFilesProps {
  files: readonly DraftFile[];
  models: ModelsStore;
  /** What is chosen; undefined: the one that the backend uses for chats. */
  model: string | undefined;
  onModel: (model: string) => void;
  onRemove: (key: string) => void;
}

/** The files that will go along with the message, and what is to be known of them before. */
export function DraftFiles({ files, models, model, onModel, onRemove }: DraftFilesProps) {
  return (
    <div className="flex flex-col gap-1.5 px-2 pt-2">
      <ul aria-label="Files of the message" className="flex flex-wrap gap-1.5">
        {files.map((file) => (
          <li
            key={file.key}
            className="flex h-11 max-w-full min-w-0 items-center gap-2 rounded-m border border-line bg-canvas pr-1 pl-1.5 text-12"
          >
            {file.preview === undefined ? (
              <span aria-hidden className="grid size-8 place-items-center rounded-s bg-hover text-ink-3">
                {file.isImage ? <Image className="size-4" /> : <FileText className="size-4" />}
              </span>
            ) : (
              <img src={file.preview} alt="" className="size-8 rounded-s object-cover" />
            )}
            <span className="flex max-w-44 min-w-0 flex-col">
              <span className="truncate font-medium" title={file.name}>
                {file.name}
              </span>
              <span className="text-ink-3 nums">
                {file.kept ? bytesInWords(file.kept.bytes) : <Spinner label="Being attached…" />}
              </span>
            </span>
            <IconButton label={`Remove ${file.name}`} className="size-6" onClick={() => onRemove(file.key)}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <BlindModel files={files} models={models} model={model} onModel={onModel} />
    </div>
  );
}

function BlindModel({ files, models, model, onModel }: Omit<DraftFilesProps, 'onRemove'>) {
  const reading = useStore(models.store, (state) => state.reading?.models);
  const asked = model ?? reading?.roles.chat.model;
  if (!reading || asked === undefined || !files.some(({ isImage }) => isImage)) return undefined;
  if (seesImages({ models: reading, model: asked }) !== false) return undefined;
  const other = oneThatSees(reading);
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-2 text-12 text-today">
      {asked === 'offline:rules' ? 'The offline model' : shortName(asked)} cannot look at images.
      {other === undefined ? (
        <a href="#/settings/models" className="underline underline-offset-3">
          Give a key for one that can
        </a>
      ) : (
        <Button look="quiet" className="h-6 px-1.5 text-12" onClick={() => onModel(other)}>
          Ask {shortName(other)}
        </Button>
      )}
    </p>
  );
}
