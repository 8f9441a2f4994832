import { HttpAgent, type BaseEvent, type Interrupt, type Message } from '@ag-ui/client';

/** The client of AG-UI, on a run's stream: it refuses what its verifier does not take. */
class RunListener extends HttpAgent {
  protected override requestInit(): RequestInit {
    return { headers: this.headers };
  }
}

export interface Heard {
  events: BaseEvent[];
  /** The id of the last event. */
  lastId: string | undefined;
  messages: Message[];
  interrupts: Interrupt[];
}

/** Listens until the stream is closed. @throws what the client refuses */
export async function listenToRun({
  url,
  token,
  runId,
  lastId,
}: {
  url: string;
  token: string;
  runId: string;
  lastId?: string | undefined;
}): Promise<Heard> {
  let whole = Promise.resolve('');
  const agent = new RunListener({
    url: `${url}/api/v1/agent/runs/${runId}/events`,
    headers: { authorization: `Bearer ${token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    async fetch(address, init) {
      const answer = await fetch(address, init);
      const [one, other] = answer.body?.tee() ?? [];
      whole = new Response(other ?? null).text();
      return new Response(one ?? null, { status: answer.status, headers: answer.headers });
    },
  });
  const events: BaseEvent[] = [];
  await agent.runAgent({}, { onEvent: ({ event }) => void events.push(event) });
  const ids = [...(await whole).matchAll(/^id: (.*)$/gm)].map((found) => found[1]);
  return { events, lastId: ids.at(-1) ?? lastId, messages: agent.messages, interrupts: [...agent.pendingInterrupts] };
}
