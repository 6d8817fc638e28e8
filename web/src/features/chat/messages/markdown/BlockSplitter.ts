import {
  closesFence,
  fenceOpening,
  indentOf,
  interruptsParagraphAsList,
  isBlank,
  isHeading,
  isListItem,
  isRule,
  isUnderline,
  mathLine,
  type FenceOpening,
  type MathCloser,
} from './lines';

/**
 * Cuts a growing Markdown text into blocks, so that a stream costs what its last block costs and not what the whole
 * answer costs.
 *
 * The contract: a block that was once closed never changes and is never joined with another, whatever follows; and
 * rendering the blocks one by one gives what rendering the whole text gives. Reading a text in pieces gives exactly
 * the blocks of reading it at once.
 *
 * A block closes only where Markdown itself cannot reach back: at a blank line after a paragraph or table, at a
 * closing fence, after a heading. A list closes when a line comes that can be no part of it. Where we are not sure,
 * the block stays open: one block too long is slower, one cut too early is wrong.
 *
 * Only whole lines move the machine; the unfinished last line belongs to the open block.
 */

export type Block =
  | { readonly kind: 'prose'; readonly source: string }
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

export interface SplitText {
  /** Grows at the end only; the array is replaced when it grows, its blocks are kept. */
  readonly closed: readonly Block[];
  readonly open: Block | undefined;
}

type Shape =
  | { readonly type: 'between' }
  | { readonly type: 'paragraph' }
  | { readonly type: 'fence'; readonly fence: FenceOpening }
  | { readonly type: 'math'; readonly closer: MathCloser }
  | { readonly type: 'list'; readonly afterBlank: boolean }
  | { readonly type: 'indented' };

const BETWEEN: Shape = { type: 'between' };

export class BlockSplitter {
  private text = '';
  private shape: Shape = BETWEEN;
  private closed: readonly Block[] = [];
  private fresh: Block[] = [];
  /** Where the open block begins; between blocks: where the next can begin. */
  private start = 0;
  /** The first character of the first line that is not whole yet. */
  private unread = 0;

  update(text: string): SplitText {
    if (!text.startsWith(this.text)) this.restart();
    this.text = text;
    for (let end = text.indexOf('\n', this.unread); end >= 0; end = text.indexOf('\n', this.unread)) {
      const line = text.slice(this.unread, end);
      this.readLine(line.endsWith('\r') ? line.slice(0, -1) : line, this.unread, end + 1);
      this.unread = end + 1;
    }
    if (this.fresh.length > 0) {
      this.closed = [...this.closed, ...this.fresh];
      this.fresh = [];
    }
    return { closed: this.closed, open: this.openBlock() };
  }

  private restart(): void {
    this.shape = BETWEEN;
    this.closed = [];
    this.fresh = [];
    this.start = 0;
    this.unread = 0;
  }

  private openBlock(): Block | undefined {
    const source = this.text.slice(this.start);
    return source.trim() === '' ? undefined : this.blockOf(source);
  }

  private blockOf(source: string): Block {
    if (this.shape.type !== 'fence') return { kind: 'prose', source };
    return codeBlock(source, this.shape.fence);
  }

  private readLine(line: string, from: number, next: number): void {
    switch (this.shape.type) {
      case 'between':
        this.readFirstLine(line, from, next);
        return;
      case 'paragraph':
        this.readInParagraph(line, from, next);
        return;
      case 'fence':
        if (closesFence(line, this.shape.fence)) this.close(next);
        return;
      case 'math':
        this.readInMath(line, next, this.shape.closer);
        return;
      case 'list':
        this.readInList(line, from, next, this.shape.afterBlank);
        return;
      case 'indented':
        if (!isBlank(line) && indentOf(line) < 4) this.closeBefore(line, from, next);
        return;
    }
  }

  private readFirstLine(line: string, from: number, next: number): void {
    this.start = from;
    if (isBlank(line)) {
      this.start = next;
      return;
    }
    if (isHeading(line) || isRule(line)) {
      this.close(next);
      return;
    }
    this.shape = shapeOfFirstLine(line);
    if (this.shape.type === 'paragraph' && mathLine(line).type === 'whole') this.close(next);
  }

  private readInParagraph(line: string, from: number, next: number): void {
    if (isBlank(line)) this.close(next);
    else if (isUnderline(line)) this.close(next);
    else if (interrupts(line) || interruptsParagraphAsList(line)) this.closeBefore(line, from, next);
  }

  /** TeX has no blank line within display math: one means that this "$$" was something else. */
  private readInMath(line: string, next: number, closer: MathCloser): void {
    if (isBlank(line)) {
      this.close(next);
      return;
    }
    const end = line.indexOf(closer);
    if (end < 0) return;
    if (line.slice(end + closer.length).trim() === '') this.close(next);
    else this.shape = { type: 'paragraph' };
  }

  private readInList(line: string, from: number, next: number, afterBlank: boolean): void {
    if (isBlank(line)) {
      this.shape = { type: 'list', afterBlank: true };
      return;
    }
    const belongs = indentOf(line) > 0 || isListItem(line) || (!afterBlank && !interrupts(line));
    if (belongs) this.shape = { type: 'list', afterBlank: false };
    else this.closeBefore(line, from, next);
  }

  /** The block ends with `line` inside, or at the line break before `end`. */
  private close(end: number): void {
    this.fresh.push(this.blockOf(this.text.slice(this.start, end)));
    this.shape = BETWEEN;
    this.start = end;
  }

  private closeBefore(line: string, from: number, next: number): void {
    this.close(from);
    this.readFirstLine(line, from, next);
  }
}

function interrupts(line: string): boolean {
  return isHeading(line) || isRule(line) || fenceOpening(line) !== undefined || mathLine(line).type !== 'none';
}

function shapeOfFirstLine(line: string): Shape {
  const fence = fenceOpening(line);
  if (fence !== undefined) return { type: 'fence', fence };
  const math = mathLine(line);
  if (math.type === 'opens') return { type: 'math', closer: math.closer };
  if (indentOf(line) >= 4) return { type: 'indented' };
  if (isListItem(line)) return { type: 'list', afterBlank: false };
  return { type: 'paragraph' };
}

/** Leaves the closing fence out, and also the first backticks of one that is still coming. */
function codeBlock(source: string, fence: FenceOpening): Block {
  const lines = source.replaceAll('\r\n', '\n').split('\n').slice(1);
  if (lines.at(-1) === '') lines.pop();
  const last = lines.at(-1)?.trim();
  if (last !== undefined && last !== '' && last === fence.marker.repeat(last.length)) lines.pop();
  const code = lines.map((line) => withoutIndent(line, fence.indent)).join('\n');
  return { kind: 'code', language: fence.language, code };
}

function withoutIndent(line: string, indent: number): string {
  let cut = 0;
  while (cut < indent && line[cut] === ' ') cut += 1;
  return line.slice(cut);
}
