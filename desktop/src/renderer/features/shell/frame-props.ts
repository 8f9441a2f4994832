import type { Place } from '#renderer/app-view.ts';
import type { Route } from '#renderer/routes.ts';
import type { StatusStore } from './create-status-store.ts';

/** What the parts of the frame around every view are given. */
export interface FrameProps {
  places: readonly Place[];
  status: StatusStore;
  view: Route['view'];
  onHelp: () => void;
  /** Shows what waits for the user's word. */
  onWaiting: () => void;
}
