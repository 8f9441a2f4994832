import { Command as CommandIcon, CircleHelp, CirclePause, ListPlus, MessageCirclePlus, Redo2, Search, Undo2 } from 'lucide-react';
import type { Place } from './app-view.ts';
import type { Command } from './commands/index.ts';
import { NEW_CONVERSATION } from './routes.ts';
import type { Undo } from './undo/index.ts';
import { goTo } from './use-route.ts';

/** What can be done everywhere in the app. */
export function appCommands({
  places,
  captures,
  onField,
  onPalette,
  onWaiting,
  onHelp,
  undo,
}: {
  places: readonly Place[];
  /** The view that stands takes new tasks itself. */
  captures: boolean;
  onPalette: () => void;
  /** Goes to a field of the tasks. */
  onField: (field: 'new' | 'search') => void;
  onWaiting: () => void;
  onHelp: () => void;
  undo: Undo;
}): readonly Command[] {
  return [
    ...places.map(({ view, name, icon, keys }): Command => ({
      id: `go ${view}`,
      title: `Go to ${name}`,
      group: 'Go to',
      icon,
      keys,
      run: () => goTo({ view }),
    })),
    { id: 'waiting', title: 'Show what waits for you', group: 'Go to', icon: CirclePause, keys: 'g w', run: onWaiting },
    ...(captures
      ? []
      : [{ id: 'new task', title: 'New task', group: 'Make', icon: ListPlus, keys: 'n', run: () => onField('new') }]),
    {
      id: 'new conversation',
      title: 'New conversation',
      group: 'Make',
      icon: MessageCirclePlus,
      keys: 'c',
      run: () => goTo({ view: 'chat', conversation: NEW_CONVERSATION }),
    },
    { id: 'search tasks', title: 'Search tasks', group: 'App', icon: Search, keys: '/', run: () => onField('search') },
    {
      id: 'undo',
      title: 'Undo what this window did last',
      group: 'App',
      icon: Undo2,
      keys: 'Ctrl Z',
      run: () => void undo.undo(),
    },
    {
      id: 'redo',
      title: 'Do it again',
      group: 'App',
      icon: Redo2,
      keys: 'Ctrl Shift Z',
      run: () => void undo.redo(),
    },
    { id: 'palette', title: 'Commands and search', group: 'App', icon: CommandIcon, keys: 'Ctrl K', run: onPalette },
    { id: 'help', title: 'Show the keyboard shortcuts', group: 'App', icon: CircleHelp, keys: '?', run: onHelp },
  ];
}
