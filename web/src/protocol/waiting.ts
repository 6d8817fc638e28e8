import type { Part } from './parts';

/** Whether the part waits for the person: a question that is open, or a tool call that needs a word. */
export function waitsForPerson(part: Part): boolean {
  return (
    (part.type === 'data-clarification' && part.data.state === 'waiting') ||
    (part.type === 'dynamic-tool' && part.state === 'approval-requested')
  );
}
