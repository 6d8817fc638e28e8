package dev.polylogue.e2e;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what was on the screen, and what the server said, when a test failed. */
final class FailureRecord implements AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()
                && context.getRequiredTestInstance() instanceof BrowserTest test) {
            test.recordFailure(context.getRequiredTestMethod().getName());
        }
    }
}
