import { useStore } from 'zustand';
import { useAppPowers } from './app-powers.ts';
import { isCoreLost } from './core-connection/index.ts';
import { Spinner } from './ui/index.ts';

/** What stands where rows will be: that they are being read, or that nobody is there to read them. */
export function Reading({ label }: { label: string }) {
  const { core } = useAppPowers();
  const lost = useStore(core.link, isCoreLost);
  if (lost) return <p className="text-13 text-ink-3">Nothing can be read until the app’s own process answers.</p>;
  return <Spinner label={label} />;
}
