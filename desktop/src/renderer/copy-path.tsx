import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useAppPowers } from './app-powers.ts';
import { IconButton } from './ui/index.ts';

/** Copies a path, and says so for a moment. */
export function CopyPath({ path, label = 'Copy the path' }: { path: string; label?: string }) {
  const { clock, notices } = useAppPowers();
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(path);
    } catch {
      // The browser keeps the clipboard to itself: the path is shown whole, to be copied by hand.
      return notices.show({ text: path, lines: ['This browser does not let the app copy it for you.'] });
    }
    setCopied(true);
    clock.after(1_600, () => setCopied(false));
  }
  return (
    <IconButton label={copied ? 'Copied' : label} className="size-6" onClick={() => void copy()}>
      {copied ? <Check /> : <Copy />}
    </IconButton>
  );
}
