import { MESSAGE_FILES } from '#rpc/limits.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import type { DraftFile } from './draft-file.ts';
import { attaching } from './files/index.ts';

type AllFiles = Readonly<Record<string, readonly DraftFile[]>>;

/** The files of messages that are being written, by the conversation. */
export interface DraftFiles {
  attach: (files: readonly File[]) => Promise<void>;
  remove: (key: string) => void;
}

const TOO_MANY = 'A message takes 10 files along at most. Send the others in another message.';

export function createDraftFiles({
  core,
  notices,
  place,
  files,
  setFiles,
}: Pick<AppPowers, 'core' | 'notices'> & {
  /** The conversation that is shown. */
  place: () => string;
  files: () => AllFiles;
  setFiles: (files: AllFiles) => void;
}): DraftFiles {
  let made = 0;

  const say = (text: string) => notices.show({ text, tone: 'problem' });

  /** A file stays itself while its message gets a conversation. */
  function change(key: string, to: (file: DraftFile) => readonly DraftFile[]) {
    setFiles(
      Object.fromEntries(
        Object.entries(files()).map(([at, own]) => [at, own.flatMap((file) => (file.key === key ? to(file) : [file]))]),
      ),
    );
  }

  async function attachOne(given: File) {
    const { faultOf, keepFile } = await attaching();
    const fault = faultOf(given);
    if (fault !== undefined) return say(fault);
    const at = place();
    const own = files()[at] ?? [];
    if (own.length >= MESSAGE_FILES) return say(TOO_MANY);
    made += 1;
    const key = `file-${made}`;
    const isImage = given.type.startsWith('image/');
    const file: DraftFile = { key, name: given.name, isImage, preview: undefined, kept: undefined };
    setFiles({ ...files(), [at]: [...own, file] });
    try {
      const { kept, content } = await keepFile({ rpc: core.rpc, file: given });
      const preview = isImage ? URL.createObjectURL(content) : undefined;
      change(key, (known) => [{ ...known, name: kept.name, kept, preview }]);
    } catch (error) {
      change(key, () => []);
      say(failureOf(error).sentence);
    }
  }

  return {
    async attach(given) {
      for (const file of given)
        // In the order in which they were given.
        // oxlint-disable-next-line no-await-in-loop
        await attachOne(file).catch(() => say('The file was not attached: this part of the app could not be opened.'));
    },
    remove(key) {
      change(key, (file) => {
        if (file.preview !== undefined) URL.revokeObjectURL(file.preview);
        if (file.kept) core.rpc.attachments.discard({ attachment_id: file.kept.attachment_id }).catch(() => undefined);
        return [];
      });
    },
  };
}
