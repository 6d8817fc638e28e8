import { useRef, type ReactElement } from 'react';
import { AttachIcon } from '../../../shared/ui/icons';
import { Tooltip } from '../../../shared/ui/Tooltip';

interface AttachButtonProps {
  readonly onAdd: (files: readonly File[]) => void;
}

export function AttachButton({ onAdd }: AttachButtonProps): ReactElement {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip text="Attach images or text files">
        <button
          type="button"
          aria-label="Attach images or text files"
          data-testid="attach-button"
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-hover hover:text-text"
          onClick={() => picker.current?.click()}
        >
          <AttachIcon size={18} />
        </button>
      </Tooltip>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid="attach-picker"
        onChange={(event) => {
          onAdd([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
