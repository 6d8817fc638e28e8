package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.NewAttachment;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.message.AttachmentInfo;
import java.io.IOException;
import java.io.InputStream;

/**
 * The files that people give before they send them with a message. Any thread may use it; refusals are {@link
 * CommandException}; what belongs to somebody else is not found.
 */
public final class Attachments {

    private static final int MAX_NAME = 200;

    private final AttachmentStore store;
    private final Time time;
    private final IdSource ids;

    Attachments(AttachmentStore store, Time time, IdSource ids) {
        this.store = store;
        this.time = time;
        this.ids = ids;
    }

    /**
     * Keeps what {@code body} gives to its end, if it is an image or a text; what it is, its bytes say, not its name.
     *
     * @throws IOException as the body throws it; then nothing is kept
     */
    public AttachmentInfo add(UserId owner, String name, InputStream body) throws IOException {
        var content = new AttachedContent(body);
        var attachment = new NewAttachment(new AttachmentId(ids.next()), plain(name), content::mediaType, time.now());
        return store.add(owner, attachment, content).info();
    }

    /** The owner's file. */
    public AttachmentInfo find(UserId owner, AttachmentId id) {
        return stored(owner, id).info();
    }

    /** Its bytes; the caller closes them. */
    public InputStream open(UserId owner, AttachmentId id) {
        return store.open(stored(owner, id)).orElseThrow(() -> CommandException.notFound("attachment"));
    }

    private StoredAttachment stored(UserId owner, AttachmentId id) {
        return store.find(owner, id).orElseThrow(() -> CommandException.notFound("attachment"));
    }

    /** The last part of a path, as a text of one line. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String line = last.codePoints()
                .filter(letter -> !Character.isISOControl(letter) && Character.getType(letter) != Character.FORMAT)
                .limit(MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? "file" : line;
    }
}
