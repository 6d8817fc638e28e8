import type { Message, ShownMessage } from '../features/chat/types';
import type { ChatContainerProps, ChatInputProps } from '../features/chat/types';
import type { ModelInfo } from '../protocol/api';
import { createStore } from '../shared/store';

/** Builders with good defaults for what the components draw. */

export function aMessage(change: Partial<ShownMessage> = {}): ShownMessage {
  const id = change.id ?? 'm1';
  return {
    id,
    conversationId: 'c1',
    parentId: null,
    role: 'assistant',
    parts: [{ type: 'text', id: 't0', text: 'Hello there' }],
    status: { type: 'complete', finishReason: 'stop' },
    model: 'local/tiny',
    createdAt: '2026-11-22T08:00:00Z',
    usage: null,
    versions: { ids: [id], position: 1 },
    ...change,
  };
}

export function aModel(change: Partial<ModelInfo> = {}): ModelInfo {
  return {
    id: 'local/tiny',
    provider: 'local',
    name: 'tiny',
    capabilities: { tools: false, reasoning: false, images: false },
    available: true,
    ...change,
  };
}

function nothing(): void {
  // A test that cares gives its own.
}

export function containerProps(change: Partial<ChatContainerProps> = {}): ChatContainerProps {
  return {
    load: { type: 'ready' },
    messages: [],
    streamingMessage: createStore<Message | null>(null),
    isStreaming: false,
    isStopping: false,
    clarification: null,
    revealedMessageId: null,
    onEdit: nothing,
    onRegenerate: nothing,
    onContinue: nothing,
    onDelete: nothing,
    onSelectVersion: nothing,
    onAnswer: nothing,
    onDecline: nothing,
    onDecide: nothing,
    onMoveToFront: nothing,
    onLetBegin: nothing,
    onReload: nothing,
    onSuggest: nothing,
    onGetModel: null,
    onRevealed: nothing,
    ...change,
  };
}

export function inputProps(change: Partial<ChatInputProps> = {}): ChatInputProps {
  return {
    isStreaming: false,
    isStopping: false,
    draft: createStore(''),
    models: [aModel()],
    model: 'local/tiny',
    onSend: nothing,
    onCancel: nothing,
    onModelChange: nothing,
    ...change,
  };
}
