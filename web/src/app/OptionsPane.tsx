import type { ReactElement } from 'react';
import { OptionsButton } from '../features/chat/options/OptionsButton';
import type { UseChatResult } from '../features/chat/types';
import { useStore } from '../shared/store';
import type { AppServices } from './types';

interface OptionsPaneProps {
  readonly services: AppServices;
  readonly chat: UseChatResult;
}

/** How the answers of the conversation on the screen are to be made. */
export function OptionsPane({ services, chat }: OptionsPaneProps): ReactElement {
  const models = useStore(services.models.state);
  return (
    <OptionsButton
      key={chat.currentConversationId}
      model={models.find(({ id }) => id === chat.model)}
      setting={chat.setting}
      onChange={chat.configure}
    />
  );
}
