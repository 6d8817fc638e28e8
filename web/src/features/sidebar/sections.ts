import type { ConversationSummary } from '../../protocol/api';

/** A line of the list: a heading, or a conversation below one. */
export type ListLine =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'conversation'; readonly item: ConversationSummary };

const DAY = 86_400_000;

/** The conversations under headings of time, in the order in which they came: pinned first, then newest first. */
export function linesOf(items: readonly ConversationSummary[], now: Date): ListLine[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const lines: ListLine[] = [];
  let heading: string | undefined;
  for (const item of items) {
    const text = item.pinned ? 'Pinned' : ageOf(Date.parse(item.updatedAt), midnight);
    if (text !== heading) lines.push({ type: 'heading', text });
    heading = text;
    lines.push({ type: 'conversation', item });
  }
  return lines;
}

function ageOf(time: number, midnight: number): string {
  if (time >= midnight) return 'Today';
  if (time >= midnight - DAY) return 'Yesterday';
  if (time >= midnight - 7 * DAY) return 'Last 7 days';
  if (time >= midnight - 30 * DAY) return 'Last 30 days';
  return 'Older';
}
