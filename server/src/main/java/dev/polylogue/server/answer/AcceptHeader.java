package dev.polylogue.server.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Which of its two answers a send is asked for. */
final class AcceptHeader {

    private AcceptHeader() {}

    /** Whether the stream is named, and the short answer is not named before it. */
    static boolean prefersStream(HttpServletRequest request) {
        List<MediaType> accepted = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("Accept"))) {
            accepted.addAll(parse(header));
        }
        MimeTypeUtils.sortBySpecificity(accepted);
        accepted.sort((one, two) -> Double.compare(two.getQualityValue(), one.getQualityValue()));
        for (MediaType type : accepted) {
            if (type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM)) {
                return type.getQualityValue() > 0;
            }
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return false;
            }
        }
        return false;
    }

    private static List<MediaType> parse(String header) {
        try {
            return MediaType.parseMediaTypes(header);
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }
}
