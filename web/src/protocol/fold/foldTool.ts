import type { ToolActivityChunk, ToolChunk } from '../chunks';
import type { Part, ToolApproval, ToolPart } from '../parts';
import { replaceLast } from './replaceLast';

type CallChunk = Extract<ToolChunk, { readonly type: `tool-input-${string}` }>;
type ResultChunk = Exclude<ToolChunk, CallChunk>;

/** Several calls may be interleaved: each chunk names its own. */
export function foldTool(parts: readonly Part[], chunk: ToolChunk): readonly Part[] {
  switch (chunk.type) {
    case 'tool-input-start':
    case 'tool-input-delta':
    case 'tool-input-available':
      return foldCall(parts, chunk);
    case 'tool-approval-request':
    case 'tool-output-available':
    case 'tool-output-error':
    case 'tool-output-denied':
      return replaceLast(parts, isCall(chunk.toolCallId), (part) => withResult(part, chunk));
  }
}

/** How the tool fares says also what the person said of it. */
export function foldToolActivity(parts: readonly Part[], { data }: ToolActivityChunk): readonly Part[] {
  return replaceLast(parts, isCall(data.toolCallId), (part) => {
    const { approval } = part;
    if (approval === undefined || data.approved === undefined) return { ...part, activity: data.activity };
    const said: ToolApproval = { ...approval, approved: data.approved };
    const state = part.state === 'approval-requested' ? 'approval-responded' : part.state;
    return { ...part, activity: data.activity, approval: said, state };
  });
}

function isCall(toolCallId: string): (part: Part) => part is ToolPart {
  return (part): part is ToolPart => part.type === 'dynamic-tool' && part.toolCallId === toolCallId;
}

function foldCall(parts: readonly Part[], chunk: CallChunk): readonly Part[] {
  const own = isCall(chunk.toolCallId);
  switch (chunk.type) {
    case 'tool-input-start':
      return [...parts, begun(chunk)];
    case 'tool-input-delta':
      return replaceLast(parts, own, (part) => ({ ...part, inputText: part.inputText + chunk.inputTextDelta }));
    case 'tool-input-available': {
      // Some servers send a whole call at once, without a start.
      const known = parts.some(own) ? parts : [...parts, begun(chunk)];
      const { input, providerMetadata } = chunk;
      return replaceLast(known, own, (part) =>
        providerMetadata === undefined
          ? { ...part, state: 'input-available', input }
          : { ...part, state: 'input-available', input, callProviderMetadata: providerMetadata },
      );
    }
  }
}

function withResult(part: ToolPart, chunk: ResultChunk): ToolPart {
  switch (chunk.type) {
    case 'tool-approval-request':
      return { ...part, state: 'approval-requested', approval: { id: chunk.approvalId } };
    case 'tool-output-available':
      return { ...part, state: 'output-available', output: chunk.output };
    case 'tool-output-error':
      return { ...part, state: 'output-error', errorText: chunk.errorText };
    case 'tool-output-denied':
      return { ...part, state: 'output-denied' };
  }
}

function begun(chunk: { readonly toolCallId: string; readonly toolName: string; readonly step?: number }): ToolPart {
  const { toolCallId, toolName, step } = chunk;
  const part = { type: 'dynamic-tool', toolCallId, toolName, state: 'input-streaming', inputText: '' } as const;
  return step === undefined ? part : { ...part, step };
}
