import { lazy, type ReactElement } from 'react';
import { OnceOpened } from '../../shared/ui/OnceOpened';
import type { SearchPaletteProps } from './types';

/** Fetched when it is first opened: the page itself starts without it. */
const SearchOverlay = lazy(async () => ({ default: (await import('./SearchOverlay')).SearchOverlay }));

export function SearchPalette(props: SearchPaletteProps): ReactElement {
  return (
    <OnceOpened isOpen={props.isOpen}>
      <SearchOverlay {...props} />
    </OnceOpened>
  );
}
