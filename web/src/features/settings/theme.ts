import { createStore, type ReadableStore } from '../../shared/store';

/** Light, dark, or as the system says. It belongs to this browser, not to the person. */
export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'polylogue.theme';

function remembered(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === value) ?? 'system';
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
    return 'system';
  }
}

const store = createStore<Theme>(remembered());

export const currentTheme: ReadableStore<Theme> = store;

/** Before the first drawing, so that a page in the other theme never flashes up. */
export function applyTheme(): void {
  const theme = store.get();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function chooseTheme(theme: Theme): void {
  store.set(theme);
  applyTheme();
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // See above.
  }
}
