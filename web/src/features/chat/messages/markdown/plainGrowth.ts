/**
 * The quick way for the most frequent case: the open block has grown by a few more plain words. Then nothing has to be
 * parsed, because nothing before them can mean something else now, and the words go into the text that is there.
 *
 * The contract: what is shown afterwards is what the whole way would show, blanks at the end aside. It says no where
 * that is not sure, and the next whole rendering starts from the source again, so nothing can add up.
 *
 * Words are plain where no character of Markdown stands before them on their line, back to one that is followed by
 * words which are seen as they are; and within the new ones there is none at all. A full stop or a hyphen means
 * something only at the start of a line or in an address, and neither can be there.
 */
export function growPlainly(target: Element, before: string, after: string): boolean {
  if (!after.startsWith(before) || !areWords(after, before.length)) return false;
  const start = startOfWords(before);
  const known = before.slice(start).trim();
  // At least one word that is whole: a single one may still become a number of a list, an address, a name.
  if (!known.includes(' ') || ADDRESS.test(after.slice(after.lastIndexOf(' ', before.length - 1) + 1))) return false;
  const shown = lastText(target);
  if (shown === null || isSpecial(shown)) return false;
  const seen = shown.data.trimEnd();
  return seen.endsWith(known) && extend(shown, seen + after.slice(start).trim().slice(known.length));
}

/** Within code and formulas, which draw themselves, and links. */
function isSpecial(text: Text): boolean {
  return (text.parentElement?.closest('[data-island], a') ?? null) !== null;
}

/** Appending keeps a selection. A blank at the end that is not wanted yet may stay. */
function extend(shown: Text, wanted: string): boolean {
  const { data } = shown;
  if (wanted.startsWith(data)) {
    if (wanted.length > data.length) shown.appendData(wanted.slice(data.length));
    return true;
  }
  return data.trimEnd() === wanted;
}

const WORD_CHARACTER = /[\p{L}\p{N} ,;.?'"–—-]/u;
const ADDRESS = /www\.|@/i;
/** No further back than this: longer lines are no less plain. */
const REACH = 160;

function areWords(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) if (!WORD_CHARACTER.test(text.charAt(at))) return false;
  return true;
}

function startOfWords(text: string): number {
  const furthest = Math.max(0, text.length - REACH);
  let start = text.length;
  while (start > furthest && WORD_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** The last text that is more than the blanks between elements. */
function lastText(node: Node): Text | null {
  for (let child = node.lastChild; child !== null; child = child.previousSibling) {
    if (child instanceof Text) {
      if (child.data.trim() !== '') return child;
      continue;
    }
    const found = lastText(child);
    if (found !== null) return found;
  }
  return null;
}
