package dev.polylogue.llama;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The four native calls of the binding that its public face hides behind an iterator. The iterator cannot say which slot
 * to use and takes no prompt in tokens; without both, a call could not be stopped while its prompt is read.
 */
final class Binding {

    private static final MethodHandle REQUEST =
            method("requestCompletion", MethodType.methodType(int.class, String.class));
    private static final MethodHandle RECEIVE =
            method("receiveCompletion", MethodType.methodType(LlamaOutput.class, int.class));
    private static final MethodHandle CANCEL = method("cancelCompletion", MethodType.methodType(void.class, int.class));
    private static final MethodHandle IS_LAST = isLastGetter();

    private Binding() {}

    private static MethodHandle method(String name, MethodType type) {
        try {
            return MethodHandles.privateLookupIn(LlamaModel.class, MethodHandles.lookup())
                    .findVirtual(LlamaModel.class, name, type);
        } catch (ReflectiveOperationException changed) {
            throw new LinkageError("this is not the llama binding that was built against", changed);
        }
    }

    private static MethodHandle isLastGetter() {
        try {
            return MethodHandles.privateLookupIn(LlamaOutput.class, MethodHandles.lookup())
                    .findGetter(LlamaOutput.class, "stop", boolean.class);
        } catch (ReflectiveOperationException changed) {
            throw new LinkageError("this is not the llama binding that was built against", changed);
        }
    }

    /** Asks for a completion; returns its id. */
    static int request(LlamaModel model, String json) {
        try {
            return (int) REQUEST.invokeExact(model, json);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    /** Waits for what comes next. */
    static LlamaOutput receive(LlamaModel model, int id) {
        try {
            return (LlamaOutput) RECEIVE.invokeExact(model, id);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    /** Gives a completion up. Nobody may wait for it then: they would wait for good. */
    static void cancel(LlamaModel model, int id) {
        try {
            CANCEL.invokeExact(model, id);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    /** Whether nothing comes after it. */
    static boolean isLast(LlamaOutput output) {
        try {
            return (boolean) IS_LAST.invokeExact(output);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException refused -> refused;
            case Error error -> throw error;
            default -> new IllegalStateException(thrown);
        };
    }
}
