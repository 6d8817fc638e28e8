import type { Message, MessageVersions, ShownMessage } from '../types';

export type Messages = ReadonlyMap<string, Message>;

/** Messages come flat; the parent makes the tree, and siblings are versions of each other, oldest first. */
export function shownMessages(messages: Messages, activeLeafId: string | null): readonly ShownMessage[] {
  const versions = versionsByParent(messages);
  return pathTo(messages, activeLeafId).map((message) => {
    const ids = (versions.get(message.parentId) ?? [message]).map((sibling) => sibling.id);
    return shown(message, { ids, position: ids.indexOf(message.id) + 1 });
  });
}

/** An unchanged message stays the same object, so that its row is not drawn again. It goes with its message. */
const drawnBefore = new WeakMap<Message, ShownMessage>();

function shown(message: Message, versions: MessageVersions): ShownMessage {
  const before = drawnBefore.get(message);
  if (before?.versions.ids.join() === versions.ids.join()) return before;
  const now = { ...message, versions };
  drawnBefore.set(message, now);
  return now;
}

/** The leaf that is shown when a version is chosen: below it, the newest version at every level. */
export function newestLeafBelow(messages: Messages, id: string): string {
  const versions = versionsByParent(messages);
  let leaf = id;
  for (let depth = 0; depth < messages.size; depth++) {
    const child = versions.get(leaf)?.at(-1);
    if (child === undefined) break;
    leaf = child.id;
  }
  return leaf;
}

export function pathTo(messages: Messages, leafId: string | null): readonly Message[] {
  const path: Message[] = [];
  const seen = new Set<string>();
  let next = leafId === null ? undefined : messages.get(leafId);
  while (next !== undefined && !seen.has(next.id)) {
    seen.add(next.id);
    path.unshift(next);
    next = next.parentId === null ? undefined : messages.get(next.parentId);
  }
  return path;
}

function versionsByParent(messages: Messages): ReadonlyMap<string | null, readonly Message[]> {
  const byParent = new Map<string | null, Message[]>();
  for (const message of messages.values()) {
    const siblings = byParent.get(message.parentId);
    if (siblings === undefined) byParent.set(message.parentId, [message]);
    else siblings.push(message);
  }
  for (const siblings of byParent.values()) siblings.sort(byAge);
  return byParent;
}

function byAge(one: Message, other: Message): number {
  const age = Date.parse(one.createdAt) - Date.parse(other.createdAt);
  if (age !== 0 && !Number.isNaN(age)) return age;
  return one.id < other.id ? -1 : 1;
}
