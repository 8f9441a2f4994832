import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { Dialog, Keys } from '#renderer/ui/index.ts';

const ANYWHERE = 'Anywhere';

/** All keys, as the registered commands have them. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const all = useStore(useAppPowers().commands.store, ({ commands }) => commands);
  const commands = all.filter(({ keys }) => keys !== undefined);
  const places = [...new Set([ANYWHERE, ...commands.map(({ where = ANYWHERE }) => where)])];
  return (
    <Dialog long title="Keyboard shortcuts" open={open} onClose={onClose}>
      <div className="flex flex-col gap-5">
        {places.map((place) => (
          <section key={place}>
            <h3 className="mb-1 text-12 font-medium text-ink-3">{place}</h3>
            <dl>
              {commands
                .filter(({ where = ANYWHERE }) => where === place)
                .map(({ id, keys = '', title }) => (
                  <div key={id} className="flex h-8 items-center justify-between border-b border-line text-13 last:border-b-0">
                    <dt>{title}</dt>
                    <dd>
                      <Keys of={keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
