import {
  Activity,
  ChartNoAxesColumn,
  FolderTree,
  History,
  ListTodo,
  MessageCircle,
  NotebookText,
  Settings,
  Sunrise,
  Upload,
} from 'lucide-react';
import type { Place } from './app-view.ts';
import { laterNotes } from './features/notes/index.ts';
import { laterProjects } from './features/projects/index.ts';
import { laterToday } from './features/today/index.ts';
import { laterUsage } from './features/usage/index.ts';

/** Where one can go, in the order of the navigation. A view is there as soon as it stands here, and nowhere before. */
export const places: readonly Place[] = [
  { view: 'today', name: 'Today', icon: Sunrise, keys: 'g d', group: 'work', later: laterToday },
  { view: 'chat', name: 'Chat', icon: MessageCircle, keys: 'g c', group: 'work' },
  { view: 'tasks', name: 'Tasks', icon: ListTodo, keys: 'g t', group: 'work' },
  {
    view: 'projects',
    covers: ['clients'],
    name: 'Projects',
    icon: FolderTree,
    keys: 'g p',
    group: 'work',
    later: laterProjects,
  },
  { view: 'notes', name: 'Notes', icon: NotebookText, keys: 'g n', group: 'work', later: laterNotes },
  { view: 'runs', name: 'In progress', icon: Activity, keys: 'g r', group: 'watch' },
  { view: 'activity', name: 'Activity', icon: History, keys: 'g a', group: 'watch' },
  { view: 'ledger', name: 'What left', icon: Upload, keys: 'g l', group: 'watch' },
  { view: 'usage', name: 'Usage', icon: ChartNoAxesColumn, keys: 'g u', group: 'watch', later: laterUsage },
  { view: 'settings', name: 'Settings', icon: Settings, keys: 'g s', group: 'app' },
];
