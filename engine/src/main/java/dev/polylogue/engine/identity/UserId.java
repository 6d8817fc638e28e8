package dev.polylogue.engine.identity;

/** Who asks; the owner of every row. 1 to 200 characters, none of them a control character. */
public record UserId(String value) {

    /** The one user of an installation without login. */
    public static final UserId LOCAL = new UserId("local");

    private static final int MAX_LENGTH = 200;

    public UserId {
        if (value.isBlank() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a user id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
