export function conversationPath(id: string): string {
  return `/api/conversations/${encodeURIComponent(id)}`;
}
