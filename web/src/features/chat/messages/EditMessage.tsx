import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../shared/ui/Button';
import { fitHeight } from '../../../shared/fitHeight';

interface EditMessageProps {
  readonly text: string;
  /** It has files, which every version keeps. */
  readonly mayBeBlank: boolean;
  readonly isBusy: boolean;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** A message that is being written again. What came after the old version stays, as a version. */
export function EditMessage({ text, mayBeBlank, isBusy, onSave, onCancel }: EditMessageProps): ReactElement {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    fitHeight(field.current, 360);
  }, [draft]);
  useLayoutEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  const isSendable = (mayBeBlank || draft.trim() !== '') && !isBusy;
  const save = (): void => {
    if (isSendable) onSave(draft);
  };
  return (
    <div className="rounded-2xl border border-line-strong bg-raised p-3 shadow-low focus-within:border-accent">
      <textarea
        ref={field}
        data-testid="edit-input"
        aria-label="Edit your message"
        rows={1}
        className="block w-full resize-none bg-transparent px-1 leading-relaxed outline-none"
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            save();
          }
        }}
      />
      <div className="mt-2 flex items-center justify-end gap-2">
        <span className="mr-auto pl-1 text-xs text-faint">The answers to the old version stay with it.</span>
        <Button look="plain" onClick={onCancel} data-testid="edit-cancel">
          Cancel
        </Button>
        <Button look="primary" onClick={save} disabled={!isSendable} data-testid="edit-save">
          Send
        </Button>
      </div>
    </div>
  );
}
