import { databaseOfHome, queryDatabase } from '#e2e/fixtures/query-database.ts';
import type { AppRpc } from '#e2e/fixtures/rpc.ts';
import { createSeededRandom } from '#e2e/fixtures/seeded-random.ts';

const DAY = 86_400_000;
/** Dollars for a million tokens: in, out, in from the cache. */
const models = [
  { model: 'anthropic:claude-sonnet-5', price: [3, 15, 0.3], share: 0.55 },
  { model: 'deepseek:deepseek-chat', price: [0.28, 0.42, 0.028], share: 0.85 },
  { model: 'local:qwen2.5vl', price: [0, 0, 0], share: 1 },
] as const;

/** Four weeks of asking models, as the backend would have counted them: busy on workdays, idle on most weekends. */
export async function makeSampleUsage({ home, rpc, now }: { home: string; rpc: AppRpc; now: number }): Promise<void> {
  const random = createSeededRandom(12);
  const { items: sessions } = await rpc.chat.sessions({ offset: 0, limit: 20 });
  const place = databaseOfHome(home);
  for (let day = 27; day >= 0; day -= 1) {
    const at = now - day * DAY;
    const isWeekend = [0, 6].includes(new Date(at).getDay());
    const calls = Math.round((isWeekend ? 3 : 14) * random());
    for (let call = 0; call < calls; call += 1) {
      const chosen = random();
      const { model, price } = models.find(({ share }) => chosen < share) ?? models[0];
      const input = Math.round(4_000 + random() * 9_000);
      const cached = Math.round(input * (0.6 + random() * 0.3));
      const output = Math.round(150 + random() * 700);
      const [read, write, again] = price;
      const cost = ((input - cached) * read + cached * again + output * write) / 1_000_000;
      const outcome = random() < 0.02 ? 'error' : 'ok';
      const session = sessions[Math.floor(random() * sessions.length)]?.id ?? null;
      await queryDatabase({
        place,
        text: `insert into model_calls (id, workspace_id, user_id, session_id, role, model, outcome, input_tokens, output_tokens,
                 cached_input_tokens, cache_write_tokens, reasoning_tokens, cost_usd, is_priced, latency_ms, at)
               select $1, workspace_id, user_id, $2, 'chat', $3, $4, $5, $6, $7, 0, 0, $8, true, 900, $9 from memberships limit 1`,
        values: [`sample-${day}-${call}`, session, model, outcome, input, output, cached, cost, at],
      });
    }
  }
}
