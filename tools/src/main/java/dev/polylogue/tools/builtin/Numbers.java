package dev.polylogue.tools.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * What can be done with decimals. Sums, differences, products and powers are exact; quotients and roots have 34 digits;
 * what only binary fractions give (sines, logarithms) has 15. No number grows beyond {@value #MAX_DIGITS} digits before
 * or after its point: a short text can ask for numbers that fill every memory.
 */
final class Numbers {

    static final int MAX_DIGITS = 1_000;

    private static final BigDecimal PI = new BigDecimal("3.141592653589793238462643383279503");
    private static final BigDecimal E = new BigDecimal("2.718281828459045235360287471352662");
    private static final MathContext BINARY = new MathContext(15);

    private static final Map<String, BigDecimal> CONSTANTS = Map.of("pi", PI, "e", E);

    private static final Map<String, UnaryOperator<BigDecimal>> OF_ONE = Map.ofEntries(
            Map.entry("abs", BigDecimal::abs),
            Map.entry("sqrt", Numbers::root),
            Map.entry("floor", value -> value.setScale(0, RoundingMode.FLOOR)),
            Map.entry("ceil", value -> value.setScale(0, RoundingMode.CEILING)),
            Map.entry("exp", binary(StrictMath::exp)),
            Map.entry("ln", binary(StrictMath::log)),
            Map.entry("log", binary(StrictMath::log10)),
            Map.entry("sin", binary(StrictMath::sin)),
            Map.entry("cos", binary(StrictMath::cos)),
            Map.entry("tan", binary(StrictMath::tan)),
            Map.entry("asin", binary(StrictMath::asin)),
            Map.entry("acos", binary(StrictMath::acos)),
            Map.entry("atan", binary(StrictMath::atan)));

    private Numbers() {}

    /** The number that {@code digits} spells, or an {@link ArithmeticException} that says what is wrong with it. */
    static BigDecimal read(String digits) {
        try {
            return bounded(new BigDecimal(digits));
        } catch (NumberFormatException malformed) {
            throw wrong("'" + digits + "' is no number.");
        }
    }

    static BigDecimal constant(String name) {
        BigDecimal value = CONSTANTS.get(name);
        if (value == null) {
            throw wrong("There is nothing named '" + name + "'.");
        }
        return value;
    }

    static BigDecimal divide(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw wrong("Division by zero.");
        }
        return bounded(left.divide(right, MathContext.DECIMAL128));
    }

    static BigDecimal remainder(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw wrong("Division by zero.");
        }
        return bounded(left.remainder(right));
    }

    static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        boolean isWhole = exponent.stripTrailingZeros().scale() <= 0;
        if (!isWhole) {
            return finite(StrictMath.pow(base.doubleValue(), exponent.doubleValue()));
        }
        if (exponent.abs().compareTo(BigDecimal.valueOf(MAX_DIGITS * 4L)) > 0) {
            throw wrong("The exponent " + shown(exponent) + " is too large.");
        }
        int times = exponent.intValueExact();
        BigDecimal stripped = base.stripTrailingZeros();
        long digits = (long) Math.abs(times) * Math.max(stripped.precision(), Math.abs(stripped.scale()));
        // Powers of two and its like have fewer digits than this estimate; four times the bound costs nothing.
        if (digits > MAX_DIGITS * 4L) {
            throw tooLarge();
        }
        if (times >= 0) {
            return bounded(stripped.pow(times));
        }
        return divide(BigDecimal.ONE, stripped.pow(-times));
    }

    static BigDecimal call(String name, List<BigDecimal> arguments) {
        UnaryOperator<BigDecimal> ofOne = OF_ONE.get(name);
        if (ofOne != null) {
            if (arguments.size() != 1) {
                throw wrong(name + " takes one value.");
            }
            return bounded(ofOne.apply(arguments.getFirst()));
        }
        return switch (name) {
            case "min" -> arguments.stream().reduce(BigDecimal::min).orElseThrow(() -> wrong("min takes values."));
            case "max" -> arguments.stream().reduce(BigDecimal::max).orElseThrow(() -> wrong("max takes values."));
            case "round" -> round(arguments);
            default -> throw wrong("There is no function named '" + name + "'.");
        };
    }

    private static BigDecimal round(List<BigDecimal> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw wrong("round takes a value and the number of places.");
        }
        BigDecimal places = arguments.size() == 2 ? arguments.get(1).stripTrailingZeros() : BigDecimal.ZERO;
        if (places.scale() > 0 || places.abs().compareTo(BigDecimal.valueOf(MAX_DIGITS)) > 0) {
            throw wrong("round cannot leave " + shown(places) + " places.");
        }
        return arguments.getFirst().setScale(places.intValueExact(), RoundingMode.HALF_UP);
    }

    private static BigDecimal root(BigDecimal value) {
        if (value.signum() < 0) {
            throw wrong("There is no square root of " + shown(value) + ".");
        }
        return value.sqrt(MathContext.DECIMAL128);
    }

    private static UnaryOperator<BigDecimal> binary(DoubleUnaryOperator function) {
        return value -> finite(function.applyAsDouble(value.doubleValue()));
    }

    private static BigDecimal finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw wrong("The result is no real number, or one that is too large.");
        }
        return new BigDecimal(value).round(BINARY);
    }

    static BigDecimal bounded(BigDecimal value) {
        // Zero may carry any number of zeros behind its point.
        BigDecimal small = value.signum() == 0 ? BigDecimal.ZERO : value;
        if (small.precision() > MAX_DIGITS || Math.abs((long) small.scale()) > MAX_DIGITS) {
            throw tooLarge();
        }
        return small;
    }

    /** As people write it: no exponent where there is none to save, no zeros at the end. */
    static String shown(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean isReadable = Math.abs(stripped.scale()) <= 40;
        return isReadable ? stripped.toPlainString() : stripped.toString();
    }

    static ArithmeticException wrong(String message) {
        return new ArithmeticException(message);
    }

    private static ArithmeticException tooLarge() {
        return wrong("A number in it has more than " + MAX_DIGITS + " digits.");
    }
}
