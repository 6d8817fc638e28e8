package dev.polylogue.engine.conversation;

import dev.polylogue.engine.conversation.Beginning.Plan;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.store.FollowUpStore.Next;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the four ways to ask for an answer into a {@link Plan}: what to store, and what to tell the model. */
final class Asks {

    private final Store store;
    private final ModelChoice models;
    private final Beginning beginning;
    private final AttachedFiles files;
    private final Time time;
    private final IdSource ids;
    private final int maxText;

    Asks(
            Store store,
            ModelChoice models,
            Beginning beginning,
            AttachedFiles files,
            Time time,
            IdSource ids,
            int maxText) {
        this.store = store;
        this.models = models;
        this.beginning = beginning;
        this.files = files;
        this.time = time;
        this.ids = ids;
        this.maxText = maxText;
    }

    Accepted send(UserId owner, ConversationId id, SendMessage command, @Nullable PageId page) {
        beginning.checkRoom();
        // A root, with all that is to be known of it: nearly always the first message of a conversation.
        boolean isSelfContained = command.parentId() == null && command.model() != null;
        Optional<Accepted> begun = isSelfContained
                ? beginning.beginNew(planToSend(owner, id, Optional.empty(), command, false, page))
                : Optional.empty();
        return begun.orElseGet(() -> beginning.begin(planToSend(owner, id, found(owner, id), command, false, page)));
    }

    private Optional<StoredConversation> found(UserId owner, ConversationId id) {
        return store.conversations().find(owner, id);
    }

    /** Sends one that waited. Its id is that of its request too, so that it cannot go twice. */
    Accepted send(UserId owner, ConversationId id, Next next) {
        beginning.checkRoom();
        MessageId messageId = next.followUp().id();
        var request = new RequestId(messageId.value());
        var command = new SendMessage(request, messageId, null, next.followUp().text(), null, null);
        return beginning.begin(planToSend(owner, id, found(owner, id), command, true, next.page()));
    }

    private Plan planToSend(
            UserId owner,
            ConversationId id,
            Optional<StoredConversation> conversation,
            SendMessage command,
            boolean takesFollowUp,
            @Nullable PageId page) {
        List<Part.File> given = files.given(owner, command.attachments());
        String text = MessageText.checked(command.text(), given, maxText);
        MessageId parent = command.parentId() != null
                ? command.parentId()
                : conversation.map(StoredConversation::activeLeafId).orElse(null);
        String own = conversation.map(stored -> stored.summary().model()).orElse(null);
        String model = models.choose(owner, command.model(), own);
        Instant now = time.now();
        var messageId = command.messageId() == null ? new MessageId(ids.next()) : command.messageId();
        Message message = userMessage(messageId, parent, text, given, now);
        files.check(message, model);
        Function<Message, PromptMessage.User> words = files.words(owner, model);
        List<PromptMessage> prompt = new ArrayList<>();
        conversation.ifPresent(_ -> prompt.addAll(tree(owner, id).promptTo(parent, words)));
        prompt.add(words.apply(message));
        String title = title(text, given);
        var missing = new NewConversation(id, title, command.model(), null, now);
        var generation = new NewGeneration(
                owner,
                new GenerationId(ids.next()),
                request(command.requestId()),
                id,
                missing,
                message,
                messageId,
                new MessageId(ids.next()),
                false,
                takesFollowUp,
                model,
                page,
                now);
        return new Plan(generation, prompt, title);
    }

    private static String title(String text, List<Part.File> files) {
        return Titles.of(text.isBlank() && !files.isEmpty() ? files.getFirst().filename() : text);
    }

    Accepted edit(UserId owner, ConversationId id, MessageId messageId, EditMessage command, @Nullable PageId page) {
        beginning.checkRoom();
        StoredConversation conversation = conversation(owner, id);
        String model = models.choose(owner, null, conversation.summary().model());
        MessageTree tree = tree(owner, id);
        Message original = message(tree, messageId, Role.USER, "Only a message of your own can be edited.");
        Instant now = time.now();
        List<Part.File> kept = AttachedFiles.of(original);
        String text = MessageText.checked(command.text(), kept, maxText);
        Message edited = userMessage(new MessageId(ids.next()), original.parentId(), text, kept, now);
        files.check(edited, model);
        Function<Message, PromptMessage.User> words = files.words(owner, model);
        List<PromptMessage> prompt = new ArrayList<>(tree.promptTo(original.parentId(), words));
        prompt.add(words.apply(edited));
        var target = new Target(edited, edited.id(), new MessageId(ids.next()), false);
        return beginning.begin(
                new Plan(generation(owner, id, command.requestId(), target, model, page, now), prompt, null));
    }

    Accepted regenerate(
            UserId owner, ConversationId id, MessageId messageId, RegenerateMessage command, @Nullable PageId page) {
        beginning.checkRoom();
        StoredConversation conversation = conversation(owner, id);
        String model =
                models.choose(owner, command.model(), conversation.summary().model());
        MessageTree tree = tree(owner, id);
        Message answer = message(tree, messageId, Role.ASSISTANT, "Only an answer can be made again.");
        MessageId asked = parent(answer);
        tree.find(asked).ifPresent(message -> files.check(message, model));
        var target = new Target(null, asked, new MessageId(ids.next()), false);
        NewGeneration generation = generation(owner, id, command.requestId(), target, model, page, time.now());
        return beginning.begin(new Plan(generation, tree.promptTo(asked, files.words(owner, model)), null));
    }

    Accepted goOn(
            UserId owner, ConversationId id, MessageId messageId, ContinueMessage command, @Nullable PageId page) {
        beginning.checkRoom();
        StoredConversation conversation = conversation(owner, id);
        MessageTree tree = tree(owner, id);
        Message answer = message(tree, messageId, Role.ASSISTANT, "Only an answer can be gone on with.");
        MessageId asked = parent(answer);
        String model =
                models.choose(owner, answer.model(), conversation.summary().model());
        var target = new Target(null, asked, answer.id(), true);
        NewGeneration generation = generation(owner, id, command.requestId(), target, model, page, time.now());
        var prompt = tree.promptTo(asked, files.words(owner, model));
        return beginning.begin(new Plan(generation, prompt, null, () -> cannotGoOn(owner, id, messageId)));
    }

    /** It may have been cut when it was looked at, and be complete or gone since. */
    private CommandException cannotGoOn(UserId owner, ConversationId id, MessageId messageId) {
        return store.conversations().message(owner, id, messageId).isPresent()
                ? new CommandException(ErrorCode.WRONG_STATE, "This answer is complete. Ask for more in a new message.")
                : CommandException.notFound("message");
    }

    /** Which rows a generation is about. */
    private record Target(@Nullable Message userMessage, MessageId asked, MessageId answer, boolean continues) {}

    private NewGeneration generation(
            UserId owner,
            ConversationId id,
            @Nullable RequestId requestId,
            Target target,
            String model,
            @Nullable PageId page,
            Instant now) {
        return new NewGeneration(
                owner,
                new GenerationId(ids.next()),
                request(requestId),
                id,
                null,
                target.userMessage(),
                target.asked(),
                target.answer(),
                target.continues(),
                false,
                model,
                page,
                now);
    }

    private RequestId request(@Nullable RequestId given) {
        return given == null ? new RequestId(ids.next()) : given;
    }

    private static Message userMessage(
            MessageId id, @Nullable MessageId parent, String text, List<Part.File> files, Instant now) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text("t0", text));
        parts.addAll(files);
        return new Message(id, parent, Role.USER, MessageStatus.COMPLETE, parts, null, now, null, null, null);
    }

    private StoredConversation conversation(UserId owner, ConversationId id) {
        return found(owner, id).orElseThrow(() -> CommandException.notFound("conversation"));
    }

    private MessageTree tree(UserId owner, ConversationId id) {
        return new MessageTree(store.conversations().messages(owner, id));
    }

    private static Message message(MessageTree tree, MessageId id, Role role, String refusal) {
        Message message = tree.find(id).orElseThrow(() -> CommandException.notFound("message"));
        if (message.role() != role) {
            throw new CommandException(ErrorCode.WRONG_ROLE, refusal);
        }
        return message;
    }

    private static MessageId parent(Message answer) {
        MessageId parent = answer.parentId();
        if (parent == null) {
            throw new CommandException(ErrorCode.WRONG_STATE, "The message that this answers is not there any more.");
        }
        return parent;
    }
}
