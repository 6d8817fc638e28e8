import type { Chunk } from '../chunks';
import type { Part } from '../parts';
import { foldClarification } from './foldClarification';
import { foldSource } from './foldSource';
import { foldText } from './foldText';
import { foldTool, foldToolActivity } from './foldTool';

/**
 * The parts of a message after one more chunk of its generation. `start` empties the message and the rest fills it, so
 * the fold needs no other state. Returns the same array when the chunk does not change it.
 */
export function foldChunk(parts: readonly Part[], chunk: Chunk): readonly Part[] {
  switch (chunk.type) {
    case 'start':
      return [];
    case 'text-start':
    case 'text-delta':
    case 'text-end':
    case 'reasoning-start':
    case 'reasoning-delta':
    case 'reasoning-end':
      return foldText(parts, chunk);
    case 'tool-input-start':
    case 'tool-input-delta':
    case 'tool-input-available':
    case 'tool-approval-request':
    case 'tool-output-available':
    case 'tool-output-error':
    case 'tool-output-denied':
      return foldTool(parts, chunk);
    case 'data-tool':
      return foldToolActivity(parts, chunk);
    case 'source-document':
      return foldSource(parts, chunk);
    case 'data-clarification':
      return foldClarification(parts, chunk);
    case 'start-step':
    case 'finish-step':
    case 'message-metadata':
    case 'data-status':
    case 'data-queue':
    case 'data-usage':
    case 'data-title':
    case 'finish':
    case 'abort':
    case 'error':
      return parts;
  }
}
