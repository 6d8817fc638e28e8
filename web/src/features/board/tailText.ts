import type { Part, ReasoningPart, TextPart } from '../../protocol/parts';
import type { LiveAnswer } from './types';

/**
 * The last lines of a growing answer as plain text in the page. What comes is appended to the last line and nothing
 * else is touched, so that a dozen of these cost the browser next to nothing: no Markdown is parsed, no lines are
 * compared, and what lies above is not laid out again.
 *
 * Each line is a box of its own, because the browser lays out a box as a whole; a line that grows too long is broken
 * at a space for the same reason. Bound: about 3,000 characters; lines leave at the top. (Cutting the first line
 * instead would break all that follow it anew, and the text would jump.)
 *
 * Only the last part of an answer grows; if one before it did, its new words would be missing until the end.
 */
export class TailText {
  readonly #element: HTMLElement;
  #answerId: string | null = null;
  /** The part that is being written, and how much of it is here. */
  #part = -1;
  #length = 0;
  #line: Text | null = null;
  #characters = 0;

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#clear();
  }

  draw({ id, parts }: LiveAnswer): void {
    const readable = parts.filter(isReadable);
    if (id !== this.#answerId || isShorter(readable[this.#part], this.#length)) this.#clear();
    this.#answerId = id;
    for (const [index, part] of readable.entries()) {
      if (index < this.#part) continue;
      if (index > this.#part) this.#begin(index);
      this.#append(part.text.slice(this.#length), part.type);
      this.#length = part.text.length;
    }
    this.#leave();
  }

  #clear(): void {
    this.#element.replaceChildren();
    this.#answerId = null;
    this.#part = -1;
    this.#length = 0;
    this.#line = null;
    this.#characters = 0;
  }

  #begin(part: number): void {
    this.#part = part;
    this.#length = 0;
    this.#line = null;
  }

  #append(text: string, kind: ReadablePart['type']): void {
    if (text === '') return;
    const [first = '', ...lines] = newest(text).split('\n');
    this.#grow(first, kind);
    for (const line of lines) {
      this.#line = null;
      this.#grow(line, kind);
    }
  }

  #grow(text: string, kind: ReadablePart['type']): void {
    const line = this.#line ?? this.#newLine(kind);
    const end = line.length + text.length > LONG_LINE ? text.indexOf(' ', Math.max(0, LONG_LINE - line.length)) : -1;
    const fitting = end < 0 ? text : text.slice(0, end);
    if (fitting !== '') line.appendData(fitting);
    this.#characters += fitting.length;
    if (end < 0) return;
    this.#line = null;
    this.#grow(text.slice(end + 1), kind);
  }

  #newLine(kind: ReadablePart['type']): Text {
    const box = document.createElement('div');
    if (kind === 'reasoning') box.className = 'board-reasoning';
    const line = document.createTextNode('');
    box.append(line);
    this.#element.append(box);
    this.#line = line;
    return line;
  }

  #leave(): void {
    for (let first = this.#element.firstElementChild; first !== null; first = this.#element.firstElementChild) {
      if (this.#characters <= MOST_CHARACTERS || first === this.#line?.parentNode) return;
      this.#characters -= first.textContent.length;
      first.remove();
    }
  }
}

const MOST_CHARACTERS = 3_000;
const LONG_LINE = 800;

type ReadablePart = TextPart | ReasoningPart;

function isReadable(part: Part): part is ReadablePart {
  return part.type === 'text' || part.type === 'reasoning';
}

function isShorter(part: ReadablePart | undefined, length: number): boolean {
  return (part?.text.length ?? 0) < length;
}

/** Of a long text that is new here only the end will stay. */
function newest(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const tail = text.slice(-MOST_CHARACTERS);
  return tail.slice(tail.search(/\s/) + 1);
}
