/**
 * What a single line of Markdown can begin or end, as far as cutting a text into blocks needs to know it.
 * Everything here looks at one whole line without its line break.
 */

export interface FenceOpening {
  readonly marker: '`' | '~';
  readonly size: number;
  readonly indent: number;
  readonly language: string;
}

const FENCE = /^( {0,3})(`{3,}|~{3,})[ \t]*(.*)$/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const LIST_ITEM = /^\s*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Only these may follow a line of a paragraph directly; "12. " there is just a number in a sentence. */
const INTERRUPTING_ITEM = /^ {0,3}(?:[-+*]|1[.)])[ \t]+\S/;

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width += 1;
    else if (character === '\t') width += 4 - (width % 4);
    else break;
  }
  return width;
}

export function fenceOpening(line: string): FenceOpening | undefined {
  const match = FENCE.exec(line);
  if (match === null) return undefined;
  const [, indent = '', run = '', info = ''] = match;
  const marker = run.startsWith('`') ? '`' : '~';
  // A backtick in the info string means inline code such as ```x```, not a fence.
  if (marker === '`' && info.includes('`')) return undefined;
  const language = /^[^\s{,:]*/.exec(info.trim())?.[0] ?? '';
  return { marker, size: run.length, indent: indent.length, language };
}

export function closesFence(line: string, fence: FenceOpening): boolean {
  const trimmed = line.trim();
  return indentOf(line) <= 3 && trimmed.length >= fence.size && trimmed === fence.marker.repeat(trimmed.length);
}

export function isHeading(line: string): boolean {
  return HEADING.test(line);
}

export function isRule(line: string): boolean {
  return RULE.test(line);
}

export function isUnderline(line: string): boolean {
  return UNDERLINE.test(line);
}

export function isListItem(line: string): boolean {
  return LIST_ITEM.test(line) && !isRule(line);
}

export function interruptsParagraphAsList(line: string): boolean {
  return INTERRUPTING_ITEM.test(line) && !isRule(line);
}

export type MathCloser = '$$' | '\\]';

export type MathLine =
  { readonly type: 'opens'; readonly closer: MathCloser } | { readonly type: 'whole' } | { readonly type: 'none' };

/** Display math that begins a line: open at its end, complete within it, or not a block (text follows the closer). */
export function mathLine(line: string): MathLine {
  const match = /^ {0,3}(\$\$|\\\[)(.*)$/.exec(line);
  if (match === null) return { type: 'none' };
  const closer: MathCloser = match[1] === '$$' ? '$$' : '\\]';
  const rest = match[2] ?? '';
  const end = rest.indexOf(closer);
  if (end < 0) return { type: 'opens', closer };
  return rest.slice(end + closer.length).trim() === '' && rest.slice(0, end).trim() !== ''
    ? { type: 'whole' }
    : { type: 'none' };
}
