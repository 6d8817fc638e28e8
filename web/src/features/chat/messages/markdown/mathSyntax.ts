import type { Tokens } from 'marked';

/**
 * Where math begins and ends: `$$…$$`, `\[…\]`, `\(…\)` and, with care, `$…$`.
 *
 * A dollar sign is money far more often than math. So `$…$` counts only when no space follows the opening sign, none
 * comes before the closing one, no letter or digit touches the pair from outside, and no line break or further dollar
 * sign lies within: "between $5 and $10" stays as it is.
 */

export interface MathSpan {
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

export interface MathToken extends Tokens.Generic {
  readonly type: 'math';
  readonly tex: string;
  readonly display: boolean;
}

const DISPLAY_DOLLARS = /^\$\$((?:\\[^]|[^\\$])+?)\$\$/;
const DISPLAY_BRACKETS = /^\\\[([^]+?)\\\]/;
const INLINE_PARENTHESES = /^\\\(([^\n]+?(?:\n[^\n]+?)*?)\\\)/;
const INLINE_DOLLARS = /^\$(?![\s$])((?:\\[^\n]|[^\\$\n])*?)(?<!\s)\$(?![\w$])/;

/** The math that `source` begins with, when it is complete. `before` is the character in front of it. */
export function mathAtStart(source: string, before: string): MathSpan | undefined {
  const display = DISPLAY_DOLLARS.exec(source) ?? DISPLAY_BRACKETS.exec(source);
  if (display !== null) return spanOf(display, true);
  const parentheses = INLINE_PARENTHESES.exec(source);
  if (parentheses !== null) return spanOf(parentheses, false);
  if (/[\w$\\]/.test(before)) return undefined;
  const dollars = INLINE_DOLLARS.exec(source);
  return dollars === null || isMoney(dollars[1] ?? '') ? undefined : spanOf(dollars, false);
}

function spanOf(match: RegExpExecArray, display: boolean): MathSpan | undefined {
  const tex = (match[1] ?? '').trim();
  // A blank line cannot be part of math in TeX, so this pair of delimiters meant something else.
  if (tex === '' || /\n\s*\n/.test(tex)) return undefined;
  return { raw: match[0], tex, display };
}

/** "$5, or €4/$" and "$20 more than $": an amount first, then words. */
function isMoney(tex: string): boolean {
  return /^\d[\d.,]*(?:[kKmMbB]|\s*[,;:]?\s+[A-Za-z]{2,}|[/-]\s*[A-Za-z]{2,})/.test(tex) && !/[\\^_={}]/.test(tex);
}

const OPENER = /\$\$|\\\[|\\\(|\$(?=[^\s$])/g;

/** Where math may begin next, for the Markdown parser to stop its plain text at. */
export function nextMathOpener(source: string): number | undefined {
  OPENER.lastIndex = 0;
  const match = OPENER.exec(source);
  return match?.index;
}

/**
 * Where math begins that has not ended yet, or undefined. A single dollar sign counts as long as what follows could
 * be a formula: as soon as it reads like prose or an amount of money it is shown as it is.
 */
export function unfinishedMath(source: string): number | undefined {
  let at = 0;
  for (let offset = nextMathOpener(source); offset !== undefined; offset = nextMathOpener(source.slice(at))) {
    const from = at + offset;
    const rest = source.slice(from);
    const before = source[from - 1] ?? '';
    const span = mathAtStart(rest, before);
    if (span === undefined && stillOpen(rest, before)) return from;
    at = from + (span?.raw.length ?? (/^\$(?!\$)/.test(rest) ? 1 : 2));
  }
  // The first character of an opener that may be coming.
  return /(?:^|[^\\])(?:\\|\$)$/.test(source.slice(at)) ? source.length - 1 : undefined;
}

function stillOpen(rest: string, before: string): boolean {
  if (/\n\s*\n/.test(rest)) return false;
  if (rest.startsWith('$$')) return rest.indexOf('$$', 2) < 0;
  if (rest.startsWith('\\[')) return !rest.includes('\\]');
  if (rest.startsWith('\\(')) return !rest.includes('\\)');
  return !/[\w$\\]/.test(before) && couldBeInline(rest.slice(1));
}

function couldBeInline(rest: string): boolean {
  if (rest.includes('\n') || rest.slice(0, -1).includes('$')) return false;
  const looksLikeTex = /[\\^_={}]/.test(rest);
  if (looksLikeTex) return rest.length <= 300;
  return !/^\d/.test(rest) && !/\w{2,}\s+\w{2,}/.test(rest) && rest.length <= 40;
}
