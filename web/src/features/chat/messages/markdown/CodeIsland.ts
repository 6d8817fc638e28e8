import { copyText } from '../../../../shared/clipboard';
import { CodeLines } from './CodeLines';
import { languageLabel } from './grammars';
import { highlighterFor, loadedHighlighter } from './highlighter';
import type { Island } from './Island';
import { whenNear } from './whenNear';

/** A block of code: its language, a button that copies it, and the lines. Highlighted when it comes near the screen. */
export class CodeIsland implements Island {
  readonly element = document.createElement('div');
  private readonly label = document.createElement('span');
  private readonly lines: CodeLines;
  private language: string | undefined;

  constructor(language: string, code: string) {
    this.element.className = 'code-block';
    this.element.dataset['island'] = 'code';
    const body = document.createElement('pre');
    body.tabIndex = 0;
    const content = document.createElement('code');
    body.append(content);
    this.lines = new CodeLines(content);
    this.element.append(this.header(), body);
    this.update(language, code);
  }

  static from(source: Element): CodeIsland {
    return new CodeIsland(source.getAttribute('data-code') ?? '', source.textContent);
  }

  accept(next: Element): boolean {
    const language = next.getAttribute('data-code');
    if (language === null) return false;
    this.update(language, next.textContent);
    return true;
  }

  update(language: string, code: string): void {
    this.lines.update(code);
    if (language === this.language) return;
    this.language = language;
    this.label.textContent = languageLabel(language);
    const loaded = loadedHighlighter(language);
    this.lines.highlightWith(loaded);
    if (loaded === undefined) whenNear(this.element, () => void this.loadHighlighter(language));
  }

  private async loadHighlighter(language: string): Promise<void> {
    try {
      const highlighter = await highlighterFor(language);
      if (this.language === language) this.lines.highlightWith(highlighter);
    } catch {
      // Plain code is still code; the next block of this language tries again.
    }
  }

  private header(): HTMLElement {
    const header = document.createElement('div');
    header.className = 'code-header';
    this.label.className = 'code-language';
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'code-copy';
    copy.textContent = 'Copy';
    copy.setAttribute('aria-label', 'Copy code');
    copy.addEventListener('click', () => void this.copy(copy));
    header.append(this.label, copy);
    return header;
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const copied = await copyText(this.lines.code);
    button.textContent = copied ? 'Copied' : 'Copying failed';
    button.setAttribute('aria-label', button.textContent);
    setTimeout(() => {
      button.textContent = 'Copy';
      button.setAttribute('aria-label', 'Copy code');
    }, 2000);
  }
}
