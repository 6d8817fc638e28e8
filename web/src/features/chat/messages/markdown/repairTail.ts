import remend from 'remend';
import { fenceOpening } from './lines';
import { mathAtStart, nextMathOpener, unfinishedMath } from './mathSyntax';

/**
 * Makes the open end of a streaming text presentable: what is begun and not ended yet is either completed (bold,
 * italic, code), reduced to its words (links) or held back for the moment (the first characters of a fence, of a
 * table, of a formula). Raw marks never flash up. Used only while text still comes; the final text is shown as it is.
 */

/** A last line that may still become a rule, a table's second line, a fence, a heading, a quote or a list item. */
const UNDECIDED_LINE =
  /^\s*(?:\|?[-:| ]*|`+|~+|#{1,6}|>[> ]*|[-+*]|(?:[-*_] ?)+|\d{1,9}[.)]?|=+|\$+|\\|\[[ xX]?\]?)\s*$/;
const DELIMITER_ROW = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** A list item's or quote's marks in front of something else that is undecided. */
const CONTAINER = /^(?:\s*(?:[-+*]|\d{1,9}[.)]|>)\s+)+/;

const MASK_OPEN = '\uE000';
const MASK_CLOSE = '\uE001';
const MASKED = /\uE000(\d+)\uE001/g;
const CODE_SPAN = /(?<![`\\])(`+)(?!`)[^]*?[^`]\1(?!`)/y;

const OPTIONS = { htmlTags: false, linkMode: 'text-only', katex: false, inlineKatex: false } as const;

export function repairTail(source: string): string {
  const decided = withoutUndecidedEnd(source);
  const { masked, kept } = mask(decided);
  const open = openFence(masked) ? undefined : unfinishedMath(masked);
  const shown = open === undefined ? masked : masked.slice(0, open);
  const repaired = openFence(shown) ? shown : repairInline(completeCode(shown, kept));
  return repaired.replace(MASKED, (_, index: string) => kept[Number(index)] ?? '');
}

function repairInline(text: string): string {
  return remend(withoutOpenLink(withoutLoneMarks(text)), OPTIONS);
}

/** Inline code that has begun in the last item or paragraph ends here for now, and is put aside like any other. */
function completeCode(text: string, kept: string[]): string {
  const from = Math.max(text.lastIndexOf('\n\n'), text.search(/\n\s*(?:[-+*]|\d+[.)])\s[^\n]*$/), 0);
  const opener = /(?<![\\`])`+(?!`)/.exec(text.slice(from));
  if (opener === null) return text;
  const at = from + opener.index;
  const code = text.slice(at + opener[0].length).replace(/`+$/, '');
  if (code.trim() === '') return text.slice(0, at);
  // Marks that were put aside within it belong to it again.
  const whole = code.replace(MASKED, (_, index: string) => kept[Number(index)] ?? '');
  return `${text.slice(0, at)}${MASK_OPEN}${kept.push(`${opener[0]}${whole}${opener[0]}`) - 1}${MASK_CLOSE}`;
}

/** Emphasis marks with nothing after them yet: they cannot be completed, only awaited. */
function withoutLoneMarks(text: string): string {
  return text
    .replace(/(?<=^|[\s([{"'>—–-])(?:\*{1,3}|_{1,3}|~{1,2}|`{1,2})+$/, '')
    .replace(/(?<![\\*_~])([*_~])\1*$/, (marks) => (closes(text, marks) ? marks : ''));
}

/** True when the marks at the end of the text end what the same marks began last. */
function closes(text: string, marks: string): boolean {
  const mark = marks.charAt(0);
  const paragraph = text.slice(text.lastIndexOf('\n\n') + 1, text.length - marks.length);
  const runs = paragraph.split(new RegExp(`[^${mark}]+`)).filter((run) => run !== '');
  return runs.at(-1) === marks;
}

/** "[text" and "![alt](http" at the end: the words of a link are shown, an image is awaited. */
function withoutOpenLink(text: string): string {
  const image = /!(?:\[[^\]\n]*(?:\](?:\([^)\n]*)?)?)?$/.exec(text);
  if (image !== null) return text.slice(0, image.index);
  const link = /(?<!\\)\[([^[\]\n]*)(?:\](?:\([^)\n]*)?)?$/.exec(text);
  if (link === null) return text;
  const words = /^[ xX]?$/.test(link[1] ?? '') ? '' : (link[1] ?? '');
  return text.slice(0, link.index) + words;
}

function openFence(text: string): boolean {
  let open = false;
  for (const line of text.split('\n')) {
    const bare = line.replace(CONTAINER, '').trimStart();
    if (fenceOpening(bare) !== undefined && (!open || /^[`~]+\s*$/.test(bare))) open = !open;
  }
  return open;
}

function withoutUndecidedEnd(source: string): string {
  const lineStart = source.lastIndexOf('\n') + 1;
  const line = source.slice(lineStart);
  const bare = line.replace(CONTAINER, '');
  const fence = fenceOpening(bare.trimStart()) !== undefined;
  const held = fence || UNDECIDED_LINE.test(bare) ? source.slice(0, lineStart) : source;
  return withoutTableHead(held);
}

/** A first line of a table is no table until the line of dashes below it is whole. */
function withoutTableHead(text: string): string {
  const lineStart = text.trimEnd().lastIndexOf('\n') + 1;
  const line = text.slice(lineStart);
  if (!/^\s*\|/.test(line) || line.trimEnd().includes('\n')) return text;
  const before = text.slice(0, lineStart).trimEnd();
  const previous = before.slice(before.lastIndexOf('\n') + 1);
  const isRow = /^\s*\|/.test(previous) || (DELIMITER_ROW.test(previous) && previous.includes('|'));
  return isRow ? text : text.slice(0, lineStart);
}

/** Code and formulas that are whole are put aside, so that the stars and underscores in them count for nothing. */
function mask(text: string): { readonly masked: string; readonly kept: string[] } {
  const kept: string[] = [];
  let masked = '';
  let at = 0;
  while (at < text.length) {
    const raw = closedSpanAt(text, at);
    if (raw !== undefined) {
      masked += `${MASK_OPEN}${kept.push(raw) - 1}${MASK_CLOSE}`;
      at += raw.length;
    } else if (text[at] === '`' && text[at - 1] !== '\\' && !/\n\s*\n/.test(text.slice(at))) {
      // Code that is still open: what looks like a span in it is its own.
      return { masked: masked + text.slice(at), kept };
    } else {
      const next = nextSpanStart(text, at + 1);
      masked += text.slice(at, next);
      at = next;
    }
  }
  return { masked, kept };
}

function closedSpanAt(text: string, at: number): string | undefined {
  CODE_SPAN.lastIndex = at;
  const code = CODE_SPAN.exec(text)?.[0];
  if (code !== undefined && !/\n\s*\n/.test(code)) return code;
  const character = text[at];
  if (character !== '$' && character !== '\\') return undefined;
  return mathAtStart(text.slice(at), text[at - 1] ?? '')?.raw;
}

function nextSpanStart(text: string, from: number): number {
  const backtick = text.indexOf('`', from);
  const math = nextMathOpener(text.slice(from));
  const ends = [backtick < 0 ? text.length : backtick, math === undefined ? text.length : from + math];
  return Math.min(...ends);
}
