import { Dialog, Keys } from '#renderer/ui/index.ts';
import { shortcuts, viewShortcuts } from './shortcuts.ts';

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const groups = [
    { where: 'Anywhere', rows: shortcuts },
    ...[...new Set(viewShortcuts.map(({ where }) => where))].map((where) => ({
      where,
      rows: viewShortcuts.filter((one) => one.where === where),
    })),
  ];
  return (
    <Dialog long title="Keyboard shortcuts" open={open} onClose={onClose}>
      <div className="flex flex-col gap-5">
        {groups.map(({ where, rows }) => (
          <section key={where}>
            <h3 className="mb-1 text-12 font-medium text-ink-3">{where}</h3>
            <dl>
              {rows.map(({ keys, words }) => (
                <div key={keys} className="flex h-8 items-center justify-between border-b border-line text-13 last:border-b-0">
                  <dt>{words}</dt>
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
