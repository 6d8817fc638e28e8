import type { ClarificationChunk } from '../chunks';
import type { ClarificationPart, Part } from '../parts';
import { replaceLast } from './replaceLast';

/** The same id again replaces the question in its place: that is how an answer arrives. */
export function foldClarification(parts: readonly Part[], chunk: ClarificationChunk): readonly Part[] {
  const isSame = (part: Part): part is ClarificationPart => part.type === 'data-clarification' && part.id === chunk.id;
  const part: ClarificationPart = { type: 'data-clarification', id: chunk.id, data: chunk.data };
  return parts.some(isSame) ? replaceLast(parts, isSame, () => part) : [...parts, part];
}
