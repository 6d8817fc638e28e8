package dev.polylogue.langchain4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.providers.call.OneEnd;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call. LangChain4j may tell of an error and of completion both, from any thread, and go on after it was cancelled:
 * the first end counts, and everything after it is dropped, under one lock, so that the sink is told in order. A model
 * gives the handle to cancel it with its first piece; until then, closing ends the call here, and the model as soon as it
 * says something.
 */
final class LangChain4jCall implements ModelCall {

    private final ModelSink sink;
    private final OneEnd terminal = new OneEnd();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private @Nullable StreamingHandle handle;

    LangChain4jCall(ModelSink sink) {
        this.sink = sink;
    }

    /** Begins, on a thread of its own, since some models block until they have answered. */
    void begin(StreamingChatModel model, ChatRequest request) {
        var answers = new Answers(this);
        Thread.ofVirtual().name("langchain4j").start(() -> {
            try {
                model.chat(request, answers);
            } catch (RuntimeException refused) {
                answers.onError(refused);
            }
        });
    }

    /** Tells of something, unless the call has ended; then the model is told to stop. */
    void said(ModelEvent event, @Nullable StreamingHandle with) {
        boolean isOver;
        lock.lock();
        try {
            isOver = terminal.isSet();
            if (!isOver) {
                handle = with == null ? handle : with;
                sink.accept(event);
            }
        } finally {
            lock.unlock();
        }
        if (isOver && with != null) {
            with.cancel();
        }
    }

    /** Ends it, unless it has ended. */
    void end(ModelEvent.Terminal end) {
        StreamingHandle toCancel;
        lock.lock();
        try {
            if (!terminal.set(end)) {
                return;
            }
            sink.accept(end);
            toCancel = end instanceof ModelEvent.Finished ? null : handle;
        } finally {
            lock.unlock();
        }
        terminal.told();
        if (toCancel != null) {
            toCancel.cancel();
        }
    }

    @Override
    public ModelEvent.Terminal await() throws InterruptedException {
        return terminal.await();
    }

    @Override
    public void close() {
        end(new ModelEvent.Cancelled());
    }

    @Override
    public boolean isClosed() {
        return terminal.isTold();
    }
}
