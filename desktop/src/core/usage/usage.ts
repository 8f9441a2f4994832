import { llmUsageSchema, type LlmUsage, type UsageGroup } from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import { refusalOf, type BackendAnswer, type BackendQuestion } from '#core/connection/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { SettingsRepository } from '#core/storage/index.ts';
import { usageSchema, type UsagePeriod, type UsageReading } from '#rpc/usage.ts';

/** What the models used and cost, as the backend that counts now says. */
export interface UsageDesk {
  /** What it says; where it cannot be asked, what it said last, and why. @throws DeviceError `busy`: it never said */
  read(asked: { period: UsagePeriod }): Promise<UsageReading>;
}

/** What the backend said last, by period; another backend's is not shown. */
const SETTING = 'usage_seen';
const seenSchema = z.object({ destination: z.string(), periods: z.record(z.string(), usageSchema) });
const SESSIONS = 100;

export function createUsage({
  backend,
  settings,
  titleOf,
  clock,
}: {
  backend: {
    destination: () => string;
    ask: (question: BackendQuestion) => Promise<BackendAnswer & { url: string }>;
  };
  settings: SettingsRepository;
  /** What a conversation is called on this device; undefined: it is not here. */
  titleOf: (sessionId: string) => string | undefined;
  clock: Clock;
}): UsageDesk {
  async function ask({ period, group }: { period: UsagePeriod; group: UsageGroup }): Promise<LlmUsage> {
    const query = new URLSearchParams({ period, group_by: group, timezone: clock.timezone() });
    const { url, ...answer } = await backend.ask({ method: 'GET', path: `/api/v1/llm/usage?${query.toString()}` });
    const read = answer.status === 200 ? llmUsageSchema.safeParse(answer.body) : undefined;
    if (!read?.success) throw refusalOf({ url, answer });
    return read.data;
  }

  async function askAll(period: UsagePeriod): Promise<UsageReading> {
    const [days, models, sessions] = await Promise.all([
      ask({ period, group: 'day' }),
      ask({ period, group: 'model' }),
      ask({ period, group: 'session' }),
    ]);
    return {
      period,
      at: clock.now(),
      total: days.total,
      by_day: days.items,
      by_model: models.items,
      by_session: sessions.items.slice(0, SESSIONS),
    };
  }

  function seen(destination: string): z.infer<typeof seenSchema>['periods'] {
    const kept = seenSchema.safeParse(settings.get(SETTING));
    return kept.success && kept.data.destination === destination ? kept.data.periods : {};
  }

  /** Titles are this device's own, as they are now. */
  function titled(reading: UsageReading): UsageReading {
    return {
      ...reading,
      by_session: reading.by_session.map(({ title: _title, ...item }) => {
        const title = item.key === '' ? undefined : titleOf(item.key);
        return { ...item, ...(title === undefined ? {} : { title }) };
      }),
    };
  }

  return {
    async read({ period }) {
      const destination = backend.destination();
      try {
        const reading = await askAll(period);
        if (backend.destination() === destination)
          settings.set(SETTING, { destination, periods: { ...seen(destination), [period]: reading } });
        return titled(reading);
      } catch (cause) {
        const last = seen(backend.destination())[period];
        if (!(cause instanceof DeviceError) || !last) throw cause;
        return { ...titled(last), away: cause.message };
      }
    },
  };
}
