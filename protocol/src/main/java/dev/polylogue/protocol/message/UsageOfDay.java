package dev.polylogue.protocol.message;

/**
 * What one person's answers of one day by one model took.
 *
 * @param day in UTC, as {@code 2026-11-25}
 * @param answers how many ended, stopped and failed ones included
 */
public record UsageOfDay(String day, String model, long answers, Usage usage) {}
