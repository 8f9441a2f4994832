const examples = [
  'Create a task called Buy milk due Friday',
  'How many tasks are open?',
  'List my tasks',
  'Create a project called Website',
];

/** What an empty conversation offers: messages that go into the field, to be sent or changed first. */
export function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <div className="my-auto animate-appear py-8">
      <h2 className="text-22 font-semibold tracking-[-0.02em]">What shall we get done?</h2>
      <p className="mt-1.5 max-w-md text-ink-2">
        Say it in your words. Answers come from the data on this device, changes land in it, and each can be undone.
      </p>
      <ul className="mt-6 flex flex-col items-start gap-1.5" aria-label="Examples">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onPick(example)}
              className="rounded-m border border-line bg-raised px-3 py-1.5 text-left text-13 text-ink-2 shadow-field transition-colors duration-(--quick) hover:border-line-strong hover:text-ink"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
