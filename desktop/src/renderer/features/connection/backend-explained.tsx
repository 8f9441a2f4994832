import { Section } from '#renderer/ui/index.ts';

/** What a backend that somebody else runs can do, in plain words; docs/security.md says it in full. */
export function BackendExplained() {
  return (
    <Section
      title="If somebody else runs the backend"
      lead="A backend answers your messages. It has no copy of your database, and your device decides what it gets."
    >
      <div className="grid gap-x-8 gap-y-4 text-13 text-ink-2 wide:grid-cols-2">
        <div>
          <h4 className="mb-1 font-medium text-ink">It can</h4>
          <ul className="list-disc space-y-1 pl-4 marker:text-ink-3">
            <li>read your messages and its own answers,</li>
            <li>read the rows that it asks for while it answers one; “What left” shows each of them,</li>
            <li>keep what it was given, and pass it to the model that it uses,</li>
            <li>answer wrongly, or not at all.</li>
          </ul>
        </div>
        <div>
          <h4 className="mb-1 font-medium text-ink">It cannot</h4>
          <ul className="list-disc space-y-1 pl-4 marker:text-ink-3">
            <li>read anything while no message of yours is being answered,</li>
            <li>go past the limits of one answer, delete, or change many rows without your word,</li>
            <li>get rows that a rule under Privacy keeps here,</li>
            <li>reach your files, passwords, settings or the history of changes.</li>
          </ul>
        </div>
      </div>
      <p className="text-13 text-ink-2">Every change that it makes stands in Activity and can be undone there.</p>
    </Section>
  );
}
