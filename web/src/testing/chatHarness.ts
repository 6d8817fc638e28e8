import { act, renderHook } from '@testing-library/react';
import { useState } from 'react';
import type { ChatServices, Reveal } from '../features/chat/chatServices';
import { ConversationLoader } from '../features/chat/conversation/conversationLoader';
import { Conversations } from '../features/chat/conversation/conversations';
import { FollowUpQueues } from '../features/follow-ups/followUpQueues';
import { GenerationRouter } from '../features/chat/transport/generationRouter';
import type { ShownMessage, UseChatResult } from '../features/chat/types';
import { useChat } from '../features/chat/useChat';
import type { ModelInfo, Settings } from '../protocol/api';
import type { Part } from '../protocol/parts';
import { ConversationList } from '../shared/conversations/conversationList';
import type { ConversationActivity } from '../shared/conversations/types';
import { LoadedValue } from '../shared/loadedValue';
import { Notices } from '../shared/notices/notices';
import { createStore } from '../shared/store';
import { start, text, textStart } from './chunks';
import { FakeApi } from './fakeApi';
import { ManualFrames } from './manualFrames';
import { ManualTimers } from './manualTimers';
import { ScriptedTransport, type ScriptedStream } from './scriptedTransport';

/** The real chat over a scripted transport, a server from memory, and frames and time that the test moves. */
export class ChatHarness {
  readonly api = new FakeApi();
  readonly transport = new ScriptedTransport();
  readonly frames = new ManualFrames();
  readonly timers = new ManualTimers();
  readonly router = new GenerationRouter(() => undefined);
  readonly services: ChatServices;
  readonly followUps: FollowUpQueues;
  #chat: () => UseChatResult = () => {
    throw new Error('The chat is not open yet.');
  };
  #ids = 0;

  constructor() {
    const list = new ConversationList(this.api);
    const makeId = (): string => `id${++this.#ids}`;
    this.services = {
      api: this.api,
      transport: this.transport,
      live: this.router,
      conversations: new Conversations(),
      loader: new ConversationLoader(this.api, () => undefined),
      list,
      activity: createStore<ReadonlyMap<string, ConversationActivity>>(new Map()),
      models: new LoadedValue<readonly ModelInfo[]>([], () => this.api.models()),
      settings: new LoadedValue<Settings>({ onLeave: 'stop' }, () => this.api.settings()),
      notices: new Notices(makeId),
      wasWrittenHere: (messageId) => this.followUps.wasAddedHere(messageId),
      makeId,
      timers: this.timers,
      frames: this.frames,
      reveal: createStore<Reveal | null>(null),
    };
    this.followUps = new FollowUpQueues({
      api: this.api,
      timers: this.timers,
      onRefused: (id, sentence) => {
        this.services.notices.show('error', sentence, id);
      },
    });
  }

  /** The queue of follow-ups of the conversation, as the page shows it. */
  followUpsIn(conversationId: string): readonly string[] {
    return this.followUps
      .of(conversationId)
      .state.get()
      .items.map(({ text }) => text);
  }

  /** Opens the page at a conversation; null: at a new one. */
  async open(conversationId: string | null): Promise<void> {
    const { result } = renderHook(() => {
      const [id, setId] = useState(conversationId);
      return useChat({ services: this.services, currentConversationId: id, navigate: setId });
    });
    this.#chat = () => result.current;
    await this.act(() => this.services.list.reload());
  }

  get chat(): UseChatResult {
    return this.#chat();
  }

  /** Does something and lets every promise that it set off get as far as it can; then one frame is drawn. */
  async act(action: () => unknown): Promise<void> {
    await act(async () => {
      action();
      await promisesSettled();
      this.frames.draw();
    });
  }

  async send(text: string): Promise<void> {
    await this.act(() => this.chat.sendMessage(text));
  }

  async select(conversationId: string): Promise<void> {
    await this.act(() => {
      this.chat.selectConversation(conversationId);
    });
  }

  stream(conversationId: string): ScriptedStream {
    return this.transport.in(conversationId);
  }

  /** What the pane shows, each message as its text; the growing one as of the last frame. */
  get shown(): readonly string[] {
    const live = this.chat.streamingMessage.get();
    return this.chat.messages.map((message) => textOf(live?.id === message.id ? live.parts : message.parts));
  }

  /** Sends in the conversation on the screen and lets its answer begin with these words. */
  async sendAndBegin(words: string, generationId = `generation of ${words}`): Promise<ScriptedStream> {
    await this.send(`question of ${words}`);
    const stream = this.transport.streams.at(-1);
    if (stream?.request.type !== 'send') throw new Error('Nothing was sent.');
    const { conversationId, messageId } = stream.request;
    await this.act(() => {
      stream.say(start({ generationId, conversationId, messageId: `answer ${words}`, parentId: messageId }));
      stream.say(textStart, text(words));
    });
    return stream;
  }

  get last(): ShownMessage {
    const last = this.chat.messages.at(-1);
    if (last === undefined) throw new Error('No message is shown.');
    return last;
  }

  get streaming(): readonly string[] {
    return [...this.chat.streamingConversationIds];
  }

  get notices(): readonly string[] {
    return this.services.notices.state.get().map((notice) => notice.text);
  }
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** Each turn lets one more `then` of every chain run; the longest chain of ours is far shorter. */
export async function promisesSettled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
