import type { IdMaker } from '../protocol/uuid';

/** Names this browser, for as long as it keeps its storage, and this load of the page. */
export interface PageIdentity {
  readonly browser: string;
  readonly page: string;
}

export function pageIdentity(storage: Pick<Storage, 'getItem' | 'setItem'>, makeId: IdMaker): PageIdentity {
  return { browser: browserId(storage, makeId), page: makeId() };
}

const KEY = 'polylogue.browser';

function browserId(storage: Pick<Storage, 'getItem' | 'setItem'>, makeId: IdMaker): string {
  try {
    const known = storage.getItem(KEY);
    if (known !== null) return known;
    const made = makeId();
    storage.setItem(KEY, made);
    return made;
  } catch {
    // Storage may be forbidden; then each load is a browser of its own.
    return makeId();
  }
}
