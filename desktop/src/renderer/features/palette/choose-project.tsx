import { Command as Cmdk } from 'cmdk';
import { Folder } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Problem } from '#renderer/ui/index.ts';
import { PaletteGroup, paletteLine } from './palette-group.tsx';

const SHOWN = 20;

/** The projects that something new may belong to, by what is typed of their names. */
export function ChooseProject({ text, onChoose }: { text: string; onChoose: (projectId: string) => void }) {
  const { core } = useAppPowers();
  const [found, setFound] = useState<readonly { id: string; name: string }[]>();
  const [failure, setFailure] = useState<{ tries: number; sentence: string }>();
  /** How often it was asked for anew by hand. */
  const [tries, setTries] = useState(0);
  const wanted = text.trim();
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const search = wanted === '' ? {} : { search: wanted };
      try {
        const { items } = await core.rpc.projects.list({ offset: 0, limit: SHOWN, ...search });
        if (!isOver) setFound(items);
      } catch (error) {
        if (!isOver) setFailure({ tries, sentence: failureOf(error).sentence });
      }
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [core, wanted, tries]);
  if (failure?.tries === tries)
    return (
      <div className="px-2.5 py-2">
        <Problem onRetry={() => setTries(tries + 1)}>{failure.sentence}</Problem>
      </div>
    );
  if (found?.length === 0)
    return (
      <p className="px-2.5 py-2 text-12 text-ink-3">
        {wanted === '' ? 'There is no project yet. A checkpoint belongs to one: make it first.' : 'No project is called that.'}
      </p>
    );
  return (
    <PaletteGroup heading="For which project?">
      {found?.map(({ id, name }) => (
        <Cmdk.Item key={id} value={`for ${id}`} onSelect={() => onChoose(id)} className={paletteLine}>
          <Folder aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </Cmdk.Item>
      ))}
    </PaletteGroup>
  );
}
