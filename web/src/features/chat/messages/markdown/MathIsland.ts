import type { Island } from './Island';
import { loadedMath, loadMath, type MathTypesetter } from './typesetMath';

/** A formula: its TeX source until the typesetter has come, then the typeset form. */
export class MathIsland implements Island {
  readonly element = document.createElement('span');
  private readonly display: boolean;
  private tex = '';

  private constructor(display: boolean) {
    this.display = display;
    this.element.dataset['island'] = 'math';
    this.element.className = display ? 'math math-display' : 'math';
  }

  static from(source: Element): MathIsland {
    const island = new MathIsland(source.getAttribute('data-math') === 'display');
    island.show(source.textContent);
    return island;
  }

  accept(next: Element): boolean {
    const form = next.getAttribute('data-math');
    if (form === null || (form === 'display') !== this.display) return false;
    if (next.textContent !== this.tex) this.show(next.textContent);
    return true;
  }

  private show(tex: string): void {
    this.tex = tex;
    const typesetter = loadedMath();
    if (typesetter !== undefined) {
      this.typeset(typesetter);
      return;
    }
    this.element.textContent = tex;
    this.element.dataset['pending'] = '';
    void loadMath().then(
      (loaded) => {
        if (this.tex === tex) this.typeset(loaded);
      },
      // Without the typesetter (offline) the source is still readable.
      () => undefined,
    );
  }

  private typeset(typesetter: MathTypesetter): void {
    delete this.element.dataset['pending'];
    this.element.replaceChildren(typesetter(this.tex, this.display));
  }
}
