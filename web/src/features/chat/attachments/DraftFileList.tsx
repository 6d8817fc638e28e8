import type { ReactElement } from 'react';
import { CloseIcon, TextIcon, WarningIcon } from '../../../shared/ui/icons';
import { attachmentUrl, isImage, sizeWords, type DraftFile } from './draftFiles';

interface DraftFileListProps {
  readonly files: readonly DraftFile[];
  readonly onRemove: (key: string) => void;
}

export function DraftFileList({ files, onRemove }: DraftFileListProps): ReactElement | null {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-3" aria-label="Attachments" data-testid="draft-files">
      {files.map((file) => (
        <DraftFileChip
          key={file.key}
          file={file}
          onRemove={() => {
            onRemove(file.key);
          }}
        />
      ))}
    </ul>
  );
}

interface DraftFileChipProps {
  readonly file: DraftFile;
  readonly onRemove: () => void;
}

function DraftFileChip({ file: { name, size, state }, onRemove }: DraftFileChipProps): ReactElement {
  const isFailed = state.type === 'failed';
  return (
    <li
      className={`flex max-w-full items-center gap-2 rounded-xl border py-1.5 pr-1 pl-2 text-sm ${isFailed ? 'border-danger bg-danger-soft text-danger-text' : 'border-line bg-sunken'} ${state.type === 'uploading' ? 'opacity-60' : ''}`}
    >
      <Preview state={state} />
      <span className="min-w-0">
        <span className="block max-w-44 truncate font-medium">{name}</span>
        <span className={`block text-xs ${isFailed ? 'max-w-64' : 'text-faint'}`}>
          {isFailed ? state.detail : state.type === 'uploading' ? 'Attaching…' : sizeWords(size)}
        </span>
      </span>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-lg hover:bg-hover"
        onClick={onRemove}
      >
        <CloseIcon size={14} />
      </button>
    </li>
  );
}

function Preview({ state }: { readonly state: DraftFile['state'] }): ReactElement {
  if (state.type === 'failed') return <WarningIcon size={18} className="shrink-0" />;
  if (state.type === 'ready' && isImage(state.info)) {
    return <img src={attachmentUrl(state.info.id)} alt="" className="size-9 shrink-0 rounded-lg object-cover" />;
  }
  return <TextIcon size={18} className="shrink-0 text-soft" />;
}
