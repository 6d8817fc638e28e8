import type { ToolChunk } from '../chunks';
import type { Part, ToolPart } from '../parts';
import { replaceLast } from './replaceLast';

/** Several calls may be interleaved: each chunk names its own. */
export function foldTool(parts: readonly Part[], chunk: ToolChunk): readonly Part[] {
  const isCall = (part: Part): part is ToolPart => part.type === 'dynamic-tool' && part.toolCallId === chunk.toolCallId;
  switch (chunk.type) {
    case 'tool-input-start':
      return [...parts, begun(chunk)];
    case 'tool-input-delta':
      return replaceLast(parts, isCall, (part) => ({ ...part, inputText: part.inputText + chunk.inputTextDelta }));
    case 'tool-input-available': {
      // Some servers send a whole call at once, without a start.
      const known = parts.some(isCall) ? parts : [...parts, begun(chunk)];
      return replaceLast(known, isCall, (part) => ({ ...part, state: 'input-available', input: chunk.input }));
    }
  }
}

function begun({ toolCallId, toolName }: { readonly toolCallId: string; readonly toolName: string }): ToolPart {
  return { type: 'dynamic-tool', toolCallId, toolName, state: 'input-streaming', inputText: '' };
}
