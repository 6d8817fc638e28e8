package dev.polylogue.tools.builtin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expression from left to right and calculates on the way: one method for each strength of binding. Own, because
 * the libraries there are calculate what they are asked, also {@code 9^9^9}, and are many times this size.
 */
final class Expression {

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;

    Expression(String text) {
        this.text = text;
    }

    /** What it comes to, or an {@link ArithmeticException} whose message is a sentence. */
    BigDecimal value() {
        if (text.isBlank()) {
            throw Numbers.wrong("There is no expression.");
        }
        if (text.length() > MAX_LENGTH) {
            throw Numbers.wrong("The expression is longer than " + MAX_LENGTH + " characters.");
        }
        BigDecimal value = sum();
        if (!isAtEnd()) {
            throw Numbers.wrong("'" + next() + "' at position " + (at + 1) + " is not expected there.");
        }
        return value;
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (true) {
            if (take('+')) {
                value = Numbers.bounded(value.add(product()));
            } else if (take('-')) {
                value = Numbers.bounded(value.subtract(product()));
            } else {
                return value;
            }
        }
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        while (true) {
            if (take('*')) {
                value = Numbers.bounded(value.multiply(signed()));
            } else if (take('/')) {
                value = Numbers.divide(value, signed());
            } else if (take('%')) {
                value = Numbers.remainder(value, signed());
            } else {
                return value;
            }
        }
    }

    /** A sign binds less than a power: -2^2 is -4. */
    private BigDecimal signed() {
        deeper();
        try {
            if (take('-')) {
                return signed().negate();
            }
            if (take('+')) {
                return signed();
            }
            BigDecimal base = operand();
            // A power binds to the right: 2^3^2 is 2^9.
            return take('^') ? Numbers.power(base, signed()) : base;
        } finally {
            depth--;
        }
    }

    private void deeper() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw Numbers.wrong("The expression is nested deeper than " + MAX_DEPTH + " times.");
        }
    }

    private BigDecimal operand() {
        if (isAtEnd()) {
            throw Numbers.wrong("The expression ends too early.");
        }
        char first = next();
        if (take('(')) {
            BigDecimal value = sum();
            expect(')');
            return value;
        }
        if (isDigit(first)) {
            return Numbers.read(digits());
        }
        if (Character.isLetter(first)) {
            return named(name());
        }
        throw Numbers.wrong("'" + first + "' at position " + (at + 1) + " is not expected there.");
    }

    private BigDecimal named(String name) {
        if (!take('(')) {
            return Numbers.constant(name);
        }
        List<BigDecimal> arguments = new ArrayList<>();
        if (!take(')')) {
            do {
                arguments.add(sum());
            } while (take(','));
            expect(')');
        }
        return Numbers.call(name, arguments);
    }

    private String digits() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int exponent = at + 1 < text.length() && isSign(text.charAt(at + 1)) ? at + 2 : at + 1;
        // "2e" and "2 * e" are no exponents, "2e3" and "2e-3" are.
        boolean hasExponent = exponent < text.length()
                && Character.toLowerCase(text.charAt(at)) == 'e'
                && isDigit(text.charAt(exponent));
        if (hasExponent) {
            at = exponent;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private String name() {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isDigit(char character) {
        return character == '.' || (character >= '0' && character <= '9');
    }

    private static boolean isSign(char character) {
        return character == '+' || character == '-';
    }

    private void expect(char character) {
        if (!take(character)) {
            throw Numbers.wrong(
                    isAtEnd()
                            ? "A '" + character + "' is missing at the end."
                            : "A '" + character + "' is missing at position " + (at + 1) + ".");
        }
    }

    private boolean take(char character) {
        if (isAtEnd() || next() != character) {
            return false;
        }
        at++;
        return true;
    }

    private char next() {
        return text.charAt(at);
    }

    private boolean isAtEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length();
    }
}
