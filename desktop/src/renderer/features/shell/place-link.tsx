import type { Place } from '#renderer/app-view.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames, Keys } from '#renderer/ui/index.ts';

/** Leads to a place; `count` says how much is there. */
export function PlaceLink({
  place,
  current,
  count = 0,
  onGo,
}: {
  place: Place;
  current: boolean;
  count?: number;
  onGo?: () => void;
}) {
  return (
    <a
      href={hrefOf({ view: place.view })}
      aria-current={current ? 'page' : undefined}
      onClick={onGo}
      className={classNames(
        'group flex h-8 items-center gap-2.5 rounded-m px-2 text-13 transition-colors duration-(--quick)',
        current ? 'bg-pressed font-medium text-ink' : 'hover:bg-hover hover:text-ink',
        !current && (count > 0 ? 'text-ink' : 'text-ink-2'),
      )}
    >
      <place.icon aria-hidden className={classNames('size-4 shrink-0', current || count > 0 ? 'text-accent' : 'text-ink-3')} />
      <span className="min-w-0 flex-1 truncate">{place.name}</span>
      {count > 0 ? (
        <span className="min-w-5 rounded-full bg-pressed px-1.5 text-center text-12 font-medium nums">
          {count > 999 ? '999+' : count}
        </span>
      ) : (
        <span aria-hidden className="opacity-0 transition-opacity duration-(--quick) group-hover:opacity-100">
          <Keys of={place.keys} />
        </span>
      )}
    </a>
  );
}
