import type { ReactElement } from 'react';
import { UNLOADED } from '../features/chat/conversation/conversationState';
import { OptionsButton } from '../features/chat/options/OptionsButton';
import type { UseChatResult } from '../features/chat/types';
import { createStore, useStore } from '../shared/store';
import type { AppServices } from './types';

interface OptionsPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

const NOTHING = createStore(UNLOADED);

/** How the answers of the conversation on the screen are to be made, and what they took. */
export function OptionsPane({ services, chat }: OptionsPaneProps): ReactElement {
  const id = chat.currentConversationId;
  const { usage } = useStore(id === null ? NOTHING : services.conversations.of(id).state);
  const models = useStore(services.models.state);
  return (
    <OptionsButton
      key={id}
      model={models.find(({ id }) => id === chat.model)}
      setting={chat.setting}
      usage={usage}
      onChange={chat.configure}
    />
  );
}
