import type { Origin, TableName } from '@adiuva/shared-protocol';
import { ShieldQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button } from '#renderer/ui/index.ts';

/** Says that a row's text is not the user's own, and what follows from that, until the user trusts it. */
export function TaintNote({ row, origin }: { row: { table: TableName; id: string }; origin: Origin }) {
  const { core, notices } = useAppPowers();
  const [tainted, setTainted] = useState(false);
  const { table, id } = row;
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const answer = await core.rpc.trust.tainted({ table, id });
        if (current) setTainted(answer.tainted);
      } catch (error) {
        // The row is gone, or the core is: what was known stays.
        if (failureOf(error).kind === 'unexpected') console.warn('Whether a text is trusted could not be read.', error);
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: table })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, table, id]);
  if (!tainted) return undefined;

  async function trust() {
    try {
      setTainted((await core.rpc.trust.clearTaint({ table, id })).tainted);
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }
  return (
    <div role="note" className="mb-2 flex items-start gap-2 rounded-m bg-today-soft px-3 py-2 text-12">
      <ShieldQuestion aria-hidden className="mt-px size-3.75 shrink-0 text-today" />
      <div className="min-w-0">
        <p>
          This text came from {origin === 'import' ? 'an import' : 'elsewhere'}. The assistant asks before it changes anything
          after reading it.
        </p>
        <Button className="mt-1.5" onClick={() => void trust()}>
          I have read it: trust it
        </Button>
      </div>
    </div>
  );
}
