import type { SourceChunk } from '../chunks';
import type { Part } from '../parts';

export function foldSource(parts: readonly Part[], chunk: SourceChunk): readonly Part[] {
  const { sourceId, mediaType, title } = chunk;
  return [...parts, { type: 'source-document', sourceId, mediaType, title }];
}
