package dev.polylogue.engine.tool;

import java.time.Duration;

/** A tool that is run. Any thread may use it; several calls may run at once. */
public non-sealed interface RunnableTool extends Tool {

    /**
     * Runs it, on a virtual thread of the call's own, and may block. Its thread is interrupted when the answer is stopped
     * or {@link #deadline} has passed: then it gives up what it waits for, and tells whom it asked.
     *
     * @return what it gave, or why it did not. Whatever else it throws becomes a failure with its name
     */
    ToolResult run(ToolCall call) throws InterruptedException;

    /** How long a call may take; time in which the person is asked does not count. */
    Duration deadline();
}
