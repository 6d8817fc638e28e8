import { useState, type ReactElement } from 'react';
import type { ToolServerWish } from '../../../protocol/tools';
import { Button } from '../../../shared/ui/Button';
import { Field, FIELD_LOOK } from '../models/Field';
import { EMPTY, wishOf, type ServerDraft } from './serverDraft';

interface ServerFormProps {
  /** Whether commands may be added, or addresses only. */
  readonly takesCommands: boolean;
  readonly onAdd: (wish: ToolServerWish) => Promise<void>;
  readonly onCancel: () => void;
}

/** What the server refuses is said above the list; what was typed stays. */
export function ServerForm({ takesCommands, onAdd, onCancel }: ServerFormProps): ReactElement {
  const [draft, setDraft] = useState<ServerDraft>(EMPTY);
  const [isBusy, setIsBusy] = useState(false);
  const set = (change: Partial<ServerDraft>): void => {
    setDraft({ ...draft, ...change });
  };
  const isWhole = draft.name.trim() !== '' && (draft.isCommand ? draft.command : draft.url).trim() !== '';
  const add = async (): Promise<void> => {
    setIsBusy(true);
    await onAdd(wishOf(draft));
    setIsBusy(false);
  };
  return (
    <form
      data-testid="tool-server-form"
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && !isBusy) void add();
      }}
    >
      <Field
        label="Name"
        value={draft.name}
        placeholder="letters, digits and dashes, as: files"
        onChange={(name) => {
          set({ name });
        }}
      />
      <KindChoice draft={draft} takesCommands={takesCommands} onChange={set} />
      <ReachFields draft={draft} onChange={set} />
      <div className="flex justify-end gap-2 pt-1">
        <Button look="plain" onClick={onCancel}>
          Cancel
        </Button>
        <Button look="primary" type="submit" data-testid="tool-server-save" disabled={!isWhole || isBusy}>
          Add
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly draft: ServerDraft;
  readonly onChange: (change: Partial<ServerDraft>) => void;
}

function KindChoice({
  draft,
  takesCommands,
  onChange,
}: PartProps & Pick<ServerFormProps, 'takesCommands'>): ReactElement {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-medium">Reached by</span>
      <select
        className={FIELD_LOOK}
        value={draft.isCommand ? 'command' : 'url'}
        onChange={(event) => {
          onChange({ isCommand: event.target.value === 'command' });
        }}
      >
        <option value="url">An address (streamable HTTP)</option>
        <option value="command" disabled={!takesCommands}>
          A command on this server’s machine
        </option>
      </select>
      {!takesCommands && (
        <span className="mt-1 block text-xs text-pretty text-soft">
          Commands are put into polylogue.yaml, or allowed here with polylogue.mcp.commands-in-settings: whoever reaches
          this server can run programs on its machine then.
        </span>
      )}
    </label>
  );
}

function ReachFields({ draft, onChange }: PartProps): ReactElement {
  return (
    <>
      {draft.isCommand ? (
        <Field
          label="Command"
          value={draft.command}
          placeholder="npx -y @modelcontextprotocol/server-filesystem /srv/files"
          onChange={(command) => {
            onChange({ command });
          }}
        />
      ) : (
        <Field
          label="Address"
          value={draft.url}
          placeholder="https://…/mcp"
          onChange={(url) => {
            onChange({ url });
          }}
        />
      )}
      <label className="block">
        <span className="mb-1 block text-sm font-medium">
          {draft.isCommand ? 'Variables, one a line' : 'Headers, one a line'}
        </span>
        <textarea
          rows={2}
          spellCheck={false}
          autoComplete="off"
          className={`${FIELD_LOOK} h-auto py-2 font-mono`}
          value={draft.secrets}
          placeholder={draft.isCommand ? 'NAME=value' : 'Authorization: Bearer …'}
          onChange={(event) => {
            onChange({ secrets: event.target.value });
          }}
        />
        <span className="mt-1 block text-xs text-soft">Stored locked, and never shown again.</span>
      </label>
    </>
  );
}
