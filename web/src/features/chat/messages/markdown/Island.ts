/** A part of an answer that draws itself and is not touched from outside. */
export interface Island {
  readonly element: HTMLElement;
  /** Takes over a newer version of its source; false when that is for another kind of island. */
  accept(next: Element): boolean;
}
