package dev.polylogue.client;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.conversation.ConversationDetails;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being written: a stream of chunks that blocks until the next one comes, and what can be done about it.
 *
 * <pre>{@code
 * try (Answer answer = polylogue.send(conversation, "Why is the sky blue?")) {
 *     for (Chunk chunk : answer) {
 *         if (chunk instanceof Chunk.TextDelta delta) {
 *             System.out.print(delta.delta());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p><b>What is promised.</b> Each chunk comes once and in order. A lost connection is taken up again by the number of
 * the next chunk, at the {@linkplain PolylogueBuilder#reconnect pace} of this client; when the tries are used up, reading
 * throws {@link UnavailableException}, the answer is closed, and {@link Polylogue#follow(GenerationId, long)} with {@link
 * #offset()} goes on later. The server keeps the chunks for a minute after the end. Who comes later, or after the server
 * itself has died, is given no more chunks, but {@link #end}, {@link #message} and {@link #text} all the same.
 *
 * <p><b>Threads.</b> One thread at a time reads: the iterator, {@link #text}, {@link #end} and {@link #message} all take
 * from the one stream, and block. {@link #stop} and {@link #close} are for any thread. An interrupt ends the waiting with
 * {@link CallInterruptedException}; the answer can be read on.
 *
 * <p><b>Ends.</b> The answer's conversation counts as streaming in this client until its last chunk is read, it is
 * stopped, or closed. So whoever begins an answer reads it to the end, stops it, or closes it. No connection is open
 * before the first chunk is asked for.
 */
public final class Answer implements Iterable<Chunk>, AutoCloseable {

    private final Http http;
    private final Generations generations;
    private final Begun begun;
    private final ChunkReader reader;
    private final Runnable whenOver;
    private final PartFold fold = new PartFold();
    private final Iterator<Chunk> iterator = new Chunks();
    private final boolean isFromStart;
    private @Nullable Chunk ahead;
    private Chunk.@Nullable Terminal last;
    private @Nullable AnswerEnd end;

    /** What the server has begun; {@code userMessage} null where this client only follows. */
    record Begun(
            ConversationId conversation,
            GenerationId generation,
            MessageId message,
            @Nullable MessageId userMessage) {}

    /** @param whenOver gives the place of the conversation back; any number of times */
    Answer(Http http, Generations generations, Begun begun, ChunkReader reader, Runnable whenOver) {
        this.http = http;
        this.generations = generations;
        this.begun = begun;
        this.reader = reader;
        this.isFromStart = reader.offset() == 0;
        this.whenOver = whenOver;
    }

    /** The conversation that it stands in. */
    public ConversationId conversationId() {
        return begun.conversation;
    }

    /** Names this attempt to answer, as for {@link Polylogue#follow(GenerationId, long)}. */
    public GenerationId generationId() {
        return begun.generation;
    }

    /** The message that is being written. */
    public MessageId messageId() {
        return begun.message;
    }

    /** The message that it answers; empty where this client only follows. */
    public Optional<MessageId> userMessageId() {
        return Optional.ofNullable(begun.userMessage);
    }

    /** The number of the next chunk that will be read here, from 0. */
    public long offset() {
        return ahead == null ? reader.offset() : reader.offset() - 1;
    }

    /**
     * The chunks that were not read yet. There is one stream and so one iterator: a second loop goes on where the first
     * has stopped. {@code hasNext} blocks and throws {@link PolylogueException}; it is false after the end, and after
     * {@link #close}.
     */
    @Override
    public Iterator<Chunk> iterator() {
        return iterator;
    }

    /** Reads to the end, and says how it ended. */
    public AnswerEnd end() {
        while (iterator.hasNext()) {
            iterator.next();
        }
        AnswerEnd known = end;
        if (known == null) {
            known = last == null ? endWithoutChunk() : end(last);
            end = known;
        }
        return known;
    }

    /**
     * Reads to the end, and gives the whole text, that of chunks that were read before too.
     *
     * @throws IncompleteAnswerException where it did not complete; the text so far is in it
     */
    public String text() {
        AnswerEnd how = end();
        boolean isWhole = how instanceof AnswerEnd.Left || (isFromStart && last != null);
        String text = isWhole ? textSoFar() : stored().map(Message::text).orElseGet(this::textSoFar);
        if (how instanceof AnswerEnd.Completed) {
            return text;
        }
        throw new IncompleteAnswerException(how, text);
    }

    /** The text of the chunks that were read here; does not block. Only for the thread that reads. */
    public String textSoFar() {
        var text = new StringBuilder();
        for (Part part : parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.text());
            }
        }
        return text.toString();
    }

    /** What the message is made of, as far as the chunks were read here; does not block. Only for the thread that reads. */
    public List<Part> parts() {
        return fold.parts();
    }

    /**
     * Reads to the end, and gives the message as the server has stored it.
     *
     * @throws RefusedException {@code not-found} where it was deleted
     */
    public Message message() {
        end();
        return stored().orElseThrow(
                        () -> new RefusedException(404, ErrorCode.NOT_FOUND, "The message has been deleted.", null));
    }

    /**
     * Stops it. Returns after the end is stored and no connection to the model is left; then the conversation is free for
     * the next send. Who reads sees what came up to there, and {@link Chunk.Abort}. Stopping what has ended says how it
     * ended.
     */
    public StopReport stop() {
        try {
            StopReport report = generations.stop(begun.generation);
            whenOver.run();
            return report;
        } catch (RefusedException gone) {
            whenOver.run();
            throw gone;
        }
    }

    /**
     * Reads no further: whoever reads sees the stream end with {@link AnswerEnd.Left}. Stops nothing: the answer goes on
     * at the server, and its conversation is busy there. Closing twice is closing once.
     */
    @Override
    public void close() {
        reader.close();
        whenOver.run();
    }

    private AnswerEnd endWithoutChunk() {
        if (reader.isClosed()) {
            return new AnswerEnd.Left();
        }
        return stored().map(Answer::end).orElseGet(() -> new AnswerEnd.Stopped(StopCause.CONVERSATION_DELETED));
    }

    private static AnswerEnd end(Chunk.Terminal chunk) {
        return switch (chunk) {
            case Chunk.Finish finish -> new AnswerEnd.Completed(finish.finishReason());
            case Chunk.Abort abort -> new AnswerEnd.Stopped(abort.reason());
            case Chunk.Failure failure -> new AnswerEnd.Failed(failure.code(), failure.errorText());
        };
    }

    /** How a message ended that is read from the store. */
    private static AnswerEnd end(Message message) {
        return switch (message.status()) {
            case COMPLETE -> new AnswerEnd.Completed(null);
            case STOPPED -> new AnswerEnd.Stopped(message.stopCause());
            case FAILED -> failed(message.error());
            // One that streams is being continued by another generation: this one was cut off before.
            case INTERRUPTED, STREAMING -> new AnswerEnd.Interrupted();
        };
    }

    private static AnswerEnd failed(@Nullable MessageError error) {
        return error == null
                ? new AnswerEnd.Failed(ErrorCode.INTERNAL.code(), "The server does not say why.")
                : new AnswerEnd.Failed(error.code(), error.message());
    }

    /** The message in the store; empty where it is not there any more. */
    private Optional<Message> stored() {
        try {
            return http.get(Conversations.path(begun.conversation), ConversationDetails.class).messages().stream()
                    .filter(message -> message.id().equals(begun.message))
                    .findFirst();
        } catch (RefusedException refused) {
            if (refused.code().filter(ErrorCode.NOT_FOUND::equals).isPresent()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Null at the end, which frees the conversation; so does what makes reading impossible, but not an interrupt. */
    private @Nullable Chunk read() {
        try {
            Chunk chunk = reader.next();
            if (chunk != null) {
                fold.add(chunk);
            }
            if (chunk instanceof Chunk.Terminal terminal) {
                last = terminal;
            }
            if (chunk == null || last != null) {
                whenOver.run();
            }
            return chunk;
        } catch (InterruptedException interrupted) {
            throw CallInterruptedException.restoring(interrupted);
        } catch (PolylogueException failure) {
            close();
            throw failure;
        }
    }

    private final class Chunks implements Iterator<Chunk> {
        @Override
        public boolean hasNext() {
            if (ahead == null) {
                ahead = read();
            }
            return ahead != null;
        }

        @Override
        public Chunk next() {
            Chunk next = hasNext() ? ahead : null;
            if (next == null) {
                throw new NoSuchElementException();
            }
            ahead = null;
            return next;
        }
    }
}
