package dev.polylogue.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.tools.testing.FakeCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class CalculatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "0.1 + 0.2 | 0.3",
                "10 - 3 - 2 | 5",
                "2 ^ 3 ^ 2 | 512",
                "-2 ^ 2 | -4",
                "(-2) ^ 2 | 4",
                "2 ^ -2 | 0.25",
                "2 ^ 0.5 | 1.4142135623731",
                "--3 | 3",
                "+3 | 3",
                "7 / 2 | 3.5",
                "1 / 3 | 0.3333333333333333333333333333333333",
                "17 % 5 | 2",
                "-17 % 5 | -2",
                "10.00 | 10",
                "1e3 + 1 | 1001",
                "1.5E-3 | 0.0015",
                "2e | ",
            })
    void itCalculatesExactly(String expression, String value) {
        gives(expression, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sqrt(2) | 1.414213562373095048801688724209698",
                "sqrt(16) | 4",
                "abs(-4.2) | 4.2",
                "min(3, 1, 2) | 1",
                "max(3, 1, 2) | 3",
                "round(2.5) | 3",
                "round(1299 * 1.19, 2) | 1545.81",
                "round(1234, -2) | 1200",
                "floor(-1.5) | -2",
                "ceil(1.2) | 2",
                "pi | 3.141592653589793238462643383279503",
                "2*PI | 6.283185307179586476925286766559006",
                "sin(0) | 0",
                "cos(0) | 1",
                "ln(1) | 0",
                "log(1000) | 3",
                "exp(0) | 1",
                "atan(1) * 4 | 3.141592653589792",
                "99999999999999999999 * 99999999999999999999 | 9999999999999999999800000000000000000001",
                "2 ^ 100 | 1267650600228229401496703205376",
            })
    void itKnowsTheUsualFunctions(String expression, String value) {
        gives(expression, value);
    }

    private static void gives(String expression, String value) {
        if (value == null) {
            assertThat(result(expression)).isInstanceOf(ToolResult.Failed.class);
        } else {
            assertThat(result(expression))
                    .isEqualTo(new ToolResult.Done(
                            JsonMapper.shared().getNodeFactory().stringNode(value)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 / 0 | Division by zero.",
                "1 % 0 | Division by zero.",
                "1 + | The expression ends too early.",
                "(1 + 2 | A ')' is missing at the end.",
                "min(1 2) | A ')' is missing at position 7.",
                "1 2 | '2' at position 3 is not expected there.",
                "* 2 | '*' at position 1 is not expected there.",
                "x + 1 | There is nothing named 'x'.",
                "sinus(1) | There is no function named 'sinus'.",
                "sqrt(-1) | There is no square root of -1.",
                "sqrt(1, 2) | sqrt takes one value.",
                "min() | min takes values.",
                "round(1, 0.5) | round cannot leave 0.5 places.",
                "round(1, 2, 3) | round takes a value and the number of places.",
                "1.2.3 | '1.2.3' is no number.",
                "9 ^ 9 ^ 9 | The exponent 387420489 is too large.",
                "999 ^ 4000 | A number in it has more than 1000 digits.",
                "1e999999999 | A number in it has more than 1000 digits.",
                "1e1000 * 1e1000 | A number in it has more than 1000 digits.",
                "ln(0) | The result is no real number, or one that is too large.",
                "(-8) ^ 0.3 | The result is no real number, or one that is too large.",
                "tan(1e400) | The result is no real number, or one that is too large.",
                "1; 2 | ';' at position 2 is not expected there.",
                "~~ | There is no expression.",
            })
    void itSaysWhatIsWrong(String expression, String message) {
        assertThat(result(expression)).isEqualTo(new ToolResult.Failed(message));
    }

    @Test
    void aTextThatIsTooLongOrTooDeepIsRefused() {
        assertThat(result("1+".repeat(500) + "1"))
                .isEqualTo(new ToolResult.Failed("The expression is longer than 1000 characters."));
        assertThat(result("(".repeat(400) + "1" + ")".repeat(400)))
                .isEqualTo(new ToolResult.Failed("The expression is nested deeper than 50 times."));
        assertThat(result("-".repeat(900) + "1"))
                .isEqualTo(new ToolResult.Failed("The expression is nested deeper than 50 times."));
        assertThat(result("2^".repeat(400) + "1"))
                .isEqualTo(new ToolResult.Failed("The expression is nested deeper than 50 times."));
    }

    private static ToolResult result(String expression) {
        return new Calculator()
                .run(FakeCall.with(JsonMapper.shared()
                        .createObjectNode()
                        .put("expression", expression)
                        .toString()));
    }
}
