import type { LineHighlighter, LineState } from './highlighter';

/**
 * The lines of a growing piece of code. What comes is appended to the last line as text; a line is highlighted with
 * the grammar state that the line before it left, so a new line costs one line, however long the block is. The last
 * line is done again whenever it grows. A long block that is there already is highlighted in slices, so that it never
 * holds up a frame.
 */
export class CodeLines {
  code = '';
  private readonly target: HTMLElement;
  private readonly lines: HTMLElement[] = [];
  private highlighter: LineHighlighter | undefined;
  /** states[n] is the grammar's state before line n; known for every line that is highlighted, and the next. */
  private states: LineState[] = [undefined];
  private waiting = false;

  constructor(target: HTMLElement) {
    this.target = target;
  }

  update(code: string): void {
    if (code === this.code && this.lines.length > 0) return;
    const grows = this.lines.length > 0 && code.startsWith(this.code);
    if (!grows) this.clear();
    const from = Math.max(0, this.lines.length - 1);
    const start = grows ? this.code.lastIndexOf('\n') + 1 : 0;
    this.code = code;
    for (const [index, text] of code.slice(start).split('\n').entries()) this.write(from + index, text);
    this.states.length = Math.min(this.states.length, from + 1);
    this.highlight();
  }

  highlightWith(highlighter: LineHighlighter | undefined): void {
    if (highlighter === this.highlighter) return;
    this.highlighter = highlighter;
    this.states = [undefined];
    this.highlight();
  }

  private clear(): void {
    this.target.replaceChildren();
    this.lines.length = 0;
    this.states = [undefined];
  }

  private write(index: number, text: string): void {
    const line = this.lines[index];
    if (line !== undefined) {
      const grown = text.slice(line.textContent.length);
      const end = line.lastChild;
      // Into the text that is there: a node for each piece would be as many nodes as pieces.
      if (end instanceof Text) end.appendData(grown);
      else if (grown !== '') line.append(grown);
      return;
    }
    if (index > 0) this.target.append('\n');
    const added = document.createElement('span');
    added.className = 'line';
    added.textContent = text;
    this.lines.push(added);
    this.target.append(added);
  }

  private highlight(): void {
    const { highlighter } = this;
    if (highlighter === undefined || this.waiting) return;
    const deadline = performance.now() + 5;
    while (this.states.length <= this.lines.length) {
      this.highlightLine(this.states.length - 1, highlighter);
      if (performance.now() > deadline && this.states.length <= this.lines.length) {
        this.waiting = true;
        setTimeout(() => {
          this.waiting = false;
          this.highlight();
        });
        return;
      }
    }
  }

  private highlightLine(index: number, highlighter: LineHighlighter): void {
    const line = this.lines[index];
    if (line === undefined) return;
    const { tokens, state } = highlighter.highlight(line.textContent, this.states[index]);
    line.replaceChildren(
      ...tokens.map(({ text, kind }) => {
        if (kind === undefined) return text;
        const token = document.createElement('span');
        token.className = `token-${kind}`;
        token.textContent = text;
        return token;
      }),
    );
    this.states.push(state);
  }
}
