import { createLaterView } from '#renderer/later-view.tsx';
import type { ModelPickerProps } from './model-picker.tsx';

export { createModelsStore, type ModelsStore } from './create-models-store.ts';

/** Fetched apart from the rest. */
export const laterModelPicker = createLaterView<ModelPickerProps>(
  () => import('./model-picker.tsx').then((part) => part.ModelPicker),
  { quiet: true },
);
export const laterModels = createLaterView(() => import('./models-section.tsx').then((part) => part.ModelsSection));
