import type { Clock } from '#backend/clock.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { changeModelSettings, readModelSettings, type ModelSettingsChange } from '#backend/storage/model-settings-repository.ts';
import type { Models, WorkspaceModels } from './create-models.ts';

/** The models that each workspace has now. They are read anew each time: any backend of the database may have changed them. */
export interface ModelChoices {
  of(workspaceId: string): Promise<WorkspaceModels>;
  /** Answers what there is from then on. */
  change(request: { workspaceId: string; change: ModelSettingsChange }): Promise<WorkspaceModels>;
}

export function createModelChoices({
  models,
  database,
  contentKeys,
  clock,
}: {
  models: Models;
  database: Database;
  contentKeys: ContentKeys;
  clock: Clock;
}): ModelChoices {
  return {
    async of(workspaceId) {
      const keyOf = (id: string) => contentKeys.of(id);
      return models.of(await readModelSettings({ sql: database.sql, workspaceId, keyOf }));
    },
    async change({ workspaceId, change }) {
      const key = await contentKeys.of(workspaceId);
      const settings = await database.transaction(({ sql }) =>
        changeModelSettings({ sql, workspaceId, key, change, at: clock.now() }),
      );
      return models.of(settings);
    },
  };
}
