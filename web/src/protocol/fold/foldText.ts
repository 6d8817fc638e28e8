import type { ReasoningChunk, TextChunk } from '../chunks';
import type { Part, ReasoningPart, TextPart } from '../parts';
import { replaceLast } from './replaceLast';

/** Text and reasoning grow in the same way; they only differ in the part that they make. */
export function foldText(parts: readonly Part[], chunk: TextChunk | ReasoningChunk): readonly Part[] {
  switch (chunk.type) {
    case 'text-start':
      return [...parts, { type: 'text', id: chunk.id, text: '' }];
    case 'reasoning-start':
      return [...parts, { type: 'reasoning', id: chunk.id, text: '' }];
    case 'text-delta':
      return replaceLast(parts, isWritten('text', chunk.id), (part) => ({ ...part, text: part.text + chunk.delta }));
    case 'reasoning-delta':
      return replaceLast(parts, isWritten('reasoning', chunk.id), (part) => ({
        ...part,
        text: part.text + chunk.delta,
      }));
    case 'reasoning-end': {
      const { providerMetadata } = chunk;
      if (providerMetadata === undefined) return parts;
      return replaceLast(parts, isWritten('reasoning', chunk.id), (part) => ({ ...part, providerMetadata }));
    }
    case 'text-end':
      return parts;
  }
}

function isWritten(type: 'text' | 'reasoning', id: string) {
  return (part: Part): part is TextPart | ReasoningPart => part.type === type && part.id === id;
}
