import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { placeOf, type Place } from '#renderer/app-view.ts';
import { hrefOf, type Route } from '#renderer/routes.ts';
import { classNames, Floating } from '#renderer/ui/index.ts';
import { PlaceLink } from './place-link.tsx';

/** What fits beside “More” in 360 pixels. */
const SHOWN = 4;

const tab = 'focus-inset flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-11';

/** Where one can go, below the content of a narrow window: the first places, and the rest by “More”. */
export function TabBar({ places, view }: { places: readonly Place[]; view: Route['view'] }) {
  const [open, setOpen] = useState(false);
  const current = placeOf(places, view);
  const shown = places.slice(0, SHOWN);
  const more = places.slice(SHOWN);
  return (
    <nav aria-label="Main" className="flex h-14 shrink-0 border-t border-line bg-canvas">
      {shown.map((place) => (
        <a
          key={place.view}
          href={hrefOf({ view: place.view })}
          aria-current={place === current ? 'page' : undefined}
          className={classNames(tab, place === current ? 'font-medium text-accent' : 'text-ink-3')}
        >
          <place.icon aria-hidden className="size-5" />
          <span className="max-w-full truncate">{place.name}</span>
        </a>
      ))}
      <Floating
        label="More places"
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className={classNames(tab, current && more.includes(current) ? 'font-medium text-accent' : 'text-ink-3')}
          >
            <Ellipsis aria-hidden className="size-5" />
            More
          </button>
        }
      >
        <div className="flex w-52 flex-col gap-px">
          {more.map((place) => (
            <PlaceLink key={place.view} place={place} current={place === current} onGo={() => setOpen(false)} />
          ))}
        </div>
      </Floating>
    </nav>
  );
}
