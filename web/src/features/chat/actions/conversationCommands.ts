import { ProblemError } from '../../../protocol/problem';
import { sentenceFor } from '../../../shared/notices/sentence';
import type { ChatServices } from '../chatServices';
import { change } from '../conversation/conversations';
import { withActiveLeaf } from '../conversation/conversationState';
import { newestLeafBelow } from '../conversation/messageTree';
import type { Streams } from '../streaming/streams';
import type { ClarificationAnswer, ConversationSetting, ToolDecision } from '../types';

/** The commands that start no stream. Each shows its effect at once and takes it back when the server refuses. */
export class ConversationCommands {
  readonly #services: ChatServices;
  readonly #streams: Streams;

  constructor(services: ChatServices, streams: Streams) {
    this.#services = services;
    this.#streams = streams;
  }

  /** Its stream is aborted and it leaves the list at once; the server ends the generation before it deletes. */
  async deleteConversation(id: string): Promise<void> {
    const { api, conversations, list } = this.#services;
    const summary = list.get(id);
    this.#streams.abandon(id);
    list.remove(id);
    try {
      await api.deleteConversation(id);
    } catch (error) {
      if (!(error instanceof ProblemError && error.problem.status === 404)) {
        if (summary !== undefined) list.restore(summary);
        this.#complain(error, id);
        this.#streams.followWhatIsLive(id);
        return;
      }
    }
    conversations.forget(id);
  }

  async renameConversation(id: string, title: string): Promise<void> {
    const { api, conversations, list } = this.#services;
    const wanted = title.trim();
    const before = list.get(id)?.title ?? conversations.of(id).state.get().title;
    if (wanted === '' || wanted === before) return;
    const show = (shown: string | null): void => {
      list.patch(id, { title: shown });
      conversations.of(id).state.update((state) => ({ ...state, title: shown }));
    };
    show(wanted);
    await this.#try(
      id,
      () => api.patchConversation(id, { title: wanted }),
      () => {
        show(before);
      },
    );
  }

  async pinConversation(id: string, pinned: boolean): Promise<void> {
    const { api, list } = this.#services;
    list.patch(id, { pinned });
    await this.#try(
      id,
      () => api.patchConversation(id, { pinned }),
      () => {
        list.patch(id, { pinned: !pinned });
      },
    );
  }

  async setModel(id: string, model: string): Promise<void> {
    const conversation = this.#services.conversations.of(id);
    const before = conversation.state.get().model;
    const show = (shown: string | null): void => {
      conversation.state.update((state) => ({ ...state, model: shown }));
    };
    show(model);
    // One that the server does not know yet takes its model along with its first message.
    if (conversation.isUnsent) return;
    await this.#try(
      id,
      () => this.#services.api.patchConversation(id, { model }),
      () => {
        show(before);
      },
    );
  }

  /** For the answers to come; the one that is being written was asked for as it was. */
  async configure(id: string, setting: ConversationSetting): Promise<void> {
    const conversation = this.#services.conversations.of(id);
    const { systemPrompt, options } = conversation.state.get();
    const show = (shown: ConversationSetting): void => {
      change(conversation, (state) => ({ ...state, ...shown }));
    };
    show(setting);
    // One that the server does not know yet takes them along with its first message.
    if (conversation.isUnsent) return;
    await this.#try(
      id,
      () =>
        this.#services.api.patchConversation(id, {
          options: setting.options,
          systemPrompt: setting.systemPrompt ?? '',
        }),
      () => {
        show({ systemPrompt, options });
      },
    );
  }

  async selectVersion(id: string, messageId: string): Promise<void> {
    const conversation = this.#services.conversations.of(id);
    const before = conversation.state.get().activeLeafId;
    const activeLeafId = newestLeafBelow(conversation.state.get().messages, messageId);
    change(conversation, (state) => withActiveLeaf(state, activeLeafId));
    await this.#try(
      id,
      () => this.#services.api.patchConversation(id, { activeLeafId }),
      () => {
        change(conversation, (state) => withActiveLeaf(state, before));
      },
    );
  }

  async deleteMessage(id: string, messageId: string): Promise<void> {
    const { api, conversations, loader } = this.#services;
    await this.#try(id, () => api.deleteMessage(id, messageId));
    await loader.load(conversations.of(id));
  }

  /** The question itself changes when the server's chunk says so. */
  async answerClarification(id: string, clarificationId: string, answer: ClarificationAnswer): Promise<void> {
    await this.#try(id, () => this.#services.api.answerClarification(clarificationId, answer));
  }

  async declineClarification(id: string, clarificationId: string): Promise<void> {
    await this.#try(id, () => this.#services.api.declineClarification(clarificationId));
  }

  async decideToolCall(id: string, approvalId: string, decision: ToolDecision): Promise<void> {
    await this.#try(id, () => this.#services.api.decideToolCall(approvalId, decision));
  }

  async #try(id: string, command: () => Promise<unknown>, takeBack?: () => void): Promise<void> {
    try {
      await command();
    } catch (error) {
      takeBack?.();
      this.#complain(error, id);
    }
  }

  #complain(error: unknown, id: string): void {
    this.#services.notices.show('error', sentenceFor(error), id);
  }
}
