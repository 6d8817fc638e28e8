import type { ReactElement } from 'react';
import type { FilePart, Part } from '../../../protocol/parts';
import { TextIcon } from '../../../shared/ui/icons';
import { isImage, sizeWords } from './draftFiles';

/** What was given with a message: images to see, texts to fetch. */
export function MessageFiles({ parts }: { readonly parts: readonly Part[] }): ReactElement | null {
  const files = parts.filter((part) => part.type === 'file');
  if (files.length === 0) return null;
  return (
    <ul className="mb-1.5 flex max-w-[min(100%,36rem)] flex-wrap justify-end gap-2" aria-label="Attachments">
      {files.map((file) => (
        <li key={file.url} className="min-w-0 max-w-full">
          {isImage(file) ? <Picture file={file} /> : <TextFile file={file} />}
        </li>
      ))}
    </ul>
  );
}

function Picture({ file }: { readonly file: FilePart }): ReactElement {
  return (
    <a href={file.url} target="_blank" rel="noopener noreferrer" className="block" title={file.filename}>
      <img
        src={file.url}
        alt={file.filename}
        loading="lazy"
        className="h-40 max-w-full rounded-xl border border-line object-cover"
      />
    </a>
  );
}

function TextFile({ file }: { readonly file: FilePart }): ReactElement {
  return (
    <a
      href={file.url}
      download={file.filename}
      className="flex min-w-0 items-center gap-2 rounded-xl border border-line bg-raised px-3 py-2 text-sm hover:bg-hover"
    >
      <TextIcon size={18} className="shrink-0 text-soft" />
      <span className="min-w-0">
        <span className="block max-w-56 truncate font-medium">{file.filename}</span>
        <span className="block text-xs text-faint">{sizeWords(file.size)}</span>
      </span>
    </a>
  );
}
