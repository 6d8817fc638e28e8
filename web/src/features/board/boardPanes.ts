import { createStore, type ReadableStore } from '../../shared/store';
import { boardView, isSameOrder, isSameView, type BoardView } from './boardView';
import type { BoardServices } from './types';

type Sources = Pick<BoardServices, 'list' | 'activity' | 'boardPlaces'>;

/**
 * Keeps the view of the board current: it looks again whenever the list or what streams has changed, and tells only
 * when the board itself has. Its bound is that of the list and of what streams.
 */
export class BoardPanes {
  readonly #sources: Sources;
  readonly #view;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#view = createStore(this.#look());
  }

  get view(): ReadableStore<BoardView> {
    return this.#view;
  }

  /** Follows until the returned function is called. */
  follow(): () => void {
    const look = (): void => {
      this.#show(this.#look());
    };
    const stops = [this.#sources.list.state.subscribe(look), this.#sources.activity.subscribe(look)];
    look();
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Takes them off the board. One that goes on, or ends anew, comes back. */
  putAway(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.#sources.boardPlaces.update((places) => places.filter((id) => !gone.has(id)));
    this.#show(this.#look());
  }

  #look(): BoardView {
    const { list, activity, boardPlaces } = this.#sources;
    return boardView(boardPlaces.get(), {
      items: list.state.get().items,
      activity: activity.get(),
      isDeleted: (id) => list.isDeleted(id),
    });
  }

  #show(next: BoardView): void {
    this.#sources.boardPlaces.update((places) => (isSameOrder(places, next.panes) ? places : next.panes));
    this.#view.update((shown) => (isSameView(shown, next) ? shown : next));
  }
}
