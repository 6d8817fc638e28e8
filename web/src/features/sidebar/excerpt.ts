/** About what fits below a title in the list. */
const LENGTH = 38;

/** The newest words of an answer that is being written, without its marks: what is read at the end, not the start. */
export function plainExcerpt(markdown: string): string | undefined {
  const words = markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)?/g, '$1')
    .replace(/[`*~]+/g, '')
    .replace(/\n\s*\d+\.\s|[_#>|$\\]+/g, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => !/^[-+:=]+$/.test(word));
  // The piece that we get begins where it happens to begin, often within a word.
  const shown: string[] = [];
  let length = 0;
  for (const word of words.slice(1).reverse()) {
    length += word.length + 1;
    if (length > LENGTH) break;
    shown.unshift(word);
  }
  return shown.length === 0 ? undefined : `… ${shown.join(' ')}`;
}
