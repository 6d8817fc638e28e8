/**
 * The end of a long Markdown text, from a place where a block begins: a pane shows no more, and to draw the whole of a
 * very long answer at its end would hold up all the others. An open fence is never cut.
 */
export function markdownTail(markdown: string): string {
  const from = markdown.length - MOST_CHARACTERS;
  if (from <= 0) return markdown;
  let isFenced = false;
  let cut = 0;
  let start = 0;
  for (const line of markdown.trimEnd().split('\n')) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isFenced = !isFenced;
    start += line.length + 1;
    if (isFenced || line.trim() !== '') continue;
    cut = start;
    if (cut >= from) break;
  }
  return markdown.slice(cut);
}

const MOST_CHARACTERS = 4_000;
