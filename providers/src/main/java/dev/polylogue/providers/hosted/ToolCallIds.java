package dev.polylogue.providers.hosted;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** Ids of tool calls that another server made, in a form that this one takes. */
public final class ToolCallIds {

    private static final int LENGTH = 9;
    private static final int RADIX = 36;

    private ToolCallIds() {}

    /** {@code id} where it is one of the {@code allowed}; else nine letters and digits that stand for it, always the same. */
    public static String fitting(String id, Pattern allowed) {
        if (allowed.matcher(id).matches()) {
            return id;
        }
        String digits = new BigInteger(1, sha256(id)).toString(RADIX);
        return digits.substring(digits.length() - LENGTH);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
