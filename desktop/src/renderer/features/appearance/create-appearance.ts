import { createStore, type StoreApi } from 'zustand/vanilla';

export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['compact', 'comfortable'] as const;
export const textSizes = ['small', 'normal', 'large'] as const;
export type Theme = (typeof themes)[number];
export type Density = (typeof densities)[number];
export type TextSize = (typeof textSizes)[number];

/** How the app looks in this browser. */
export interface Look {
  theme: Theme;
  density: Density;
  textSize: TextSize;
}

export interface Appearance {
  store: StoreApi<Look>;
  set: (look: Partial<Look>) => void;
}

const firstLook: Look = { theme: 'system', density: 'compact', textSize: 'normal' };
const THEME = 'adiuva.theme';
const DENSITY = 'adiuva.density';
const TEXT_SIZE = 'adiuva.text-size';

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}

/** What the browser remembers; what it does not know is as it was made. */
export function recallLook(memory: Pick<Storage, 'getItem'>): Look {
  return {
    theme: oneOf(themes, memory.getItem(THEME)) ?? firstLook.theme,
    density: oneOf(densities, memory.getItem(DENSITY)) ?? firstLook.density,
    textSize: oneOf(textSizes, memory.getItem(TEXT_SIZE)) ?? firstLook.textSize,
  };
}

/** Puts a look on the page; `system` leaves the theme to the machine. */
function applyLook({ theme, density, textSize }: Look, { dataset }: HTMLElement): void {
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  dataset['density'] = density;
  dataset['textSize'] = textSize;
}

/** The look that this browser remembers, put on the page at once and kept as it is changed. */
export function createAppearance({
  memory,
  root,
}: {
  memory: Pick<Storage, 'getItem' | 'setItem'>;
  root: HTMLElement;
}): Appearance {
  const store = createStore<Look>(() => recallLook(memory));
  applyLook(store.getState(), root);
  return {
    store,
    set(some) {
      store.setState(some);
      const look = store.getState();
      applyLook(look, root);
      memory.setItem(THEME, look.theme);
      memory.setItem(DENSITY, look.density);
      memory.setItem(TEXT_SIZE, look.textSize);
    },
  };
}

/** A length in pixels at the normal text size, in lists that must know the height of what they do not draw. */
export function scaled(length: number, { textSize }: Look): number {
  return Math.round(length * { small: 0.9375, normal: 1, large: 1.125 }[textSize]);
}
