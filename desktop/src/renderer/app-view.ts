import type { LucideIcon } from 'lucide-react';
import type { ActivityStore } from './features/activity/create-activity-store.ts';
import type { ProjectsStore } from './features/project-names/create-projects-store.ts';
import type { LaterView } from './later-view.tsx';
import type { Route } from './routes.ts';

/** What every view that stands in the list of places is given. */
export interface AppViewProps {
  /** The address: the view reads its own id of it. */
  route: Route;
  /** The device's time zone. */
  zone: string;
  /** Goes to where a row is shown. */
  onOpenRow: (row: { table: string; id: string }) => void;
  /** How much waits for the user's word, and the way to it. */
  waiting: number;
  onWaiting: () => void;
  projects: ProjectsStore;
  activity: ActivityStore;
}

/** A place that one can go to. It stands in the navigation, in the shortcuts and in the command palette. */
export interface Place {
  view: Route['view'];
  /** Further views that are shown under it, such as a client's page under the projects. */
  covers?: readonly Route['view'][];
  name: string;
  icon: LucideIcon;
  /** Two keys, the first of which is `g`. */
  keys: string;
  /** `work`: what the user keeps. `watch`: what assistants did. `app`: the app itself. */
  group: 'work' | 'watch' | 'app';
  /** Its view, fetched apart from the rest; absent where the app renders it with more than a place is given. */
  later?: LaterView<AppViewProps>;
}

/** The place that shows a view. */
export function placeOf(places: readonly Place[], view: Route['view']): Place | undefined {
  return places.find((place) => place.view === view || place.covers?.includes(view));
}
