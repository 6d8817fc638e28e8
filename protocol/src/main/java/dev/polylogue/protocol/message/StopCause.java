package dev.polylogue.protocol.message;

/** Why a generation was stopped. The wire uses the names as they are. */
public enum StopCause {
    PERSON,
    LEFT_PAGE,
    CONVERSATION_DELETED,
    DEADLINE,
    SHUTDOWN
}
