import { useMemo, type ReactElement } from 'react';
import { UNLOADED } from '../features/chat/conversation/conversationState';
import { OptionsButton } from '../features/chat/options/OptionsButton';
import type { UseChatResult } from '../features/chat/types';
import type { Usage } from '../protocol/chunks';
import { createStore, useStore } from '../shared/store';
import { usageSum } from '../shared/usageWords';
import type { AppServices } from './types';

interface OptionsPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

const NOTHING = createStore(UNLOADED);

/** How the answers of the conversation on the screen are to be made, and what they took. */
export function OptionsPane({ services, chat }: OptionsPaneProps): ReactElement {
  const models = useStore(services.models.state);
  return (
    <OptionsButton
      key={chat.currentConversationId}
      model={models.find(({ id }) => id === chat.model)}
      setting={chat.setting}
      usage={useUsage(services, chat.currentConversationId)}
      onChange={chat.configure}
    />
  );
}

function useUsage({ conversations }: AppServices, id: string | null): Usage | null {
  const { messages } = useStore(id === null ? NOTHING : conversations.of(id).state);
  return useMemo(() => usageSum([...messages.values()].map((message) => message.usage)), [messages]);
}
