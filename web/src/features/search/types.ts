import type { SearchHit } from '../../protocol/search';
import type { Search } from './search';

export interface SearchPaletteProps {
  readonly search: Search;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Somebody chose what was found. */
  readonly onChoose: (hit: SearchHit) => void;
}
