package dev.polylogue.providers.hosted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a server has refused so far. Bounded by the fields that can be refused and the models that the server has. Any
 * thread may use it.
 */
final class Lessons {

    private final List<Refusable> refusable;
    private final Set<Lesson> learnt = ConcurrentHashMap.newKeySet();

    Lessons(List<Refusable> refusable) {
        this.refusable = refusable;
    }

    /** What not to send to that model: pointers of fields, with {@code =value} where only one value is refused. */
    Set<String> of(String model) {
        return learnt.stream()
                .filter(lesson -> lesson.model().isEmpty() || lesson.model().equals(model))
                .map(Lesson::refused)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What of a request may be refused. */
    Map<String, Refusable> offeredIn(JsonNode sent) {
        Map<String, Refusable> offered = new HashMap<>();
        for (Refusable one : refusable) {
            String lesson = one.lesson(sent);
            if (!lesson.isEmpty()) {
                offered.put(lesson, one);
            }
        }
        return offered;
    }

    /** Whether a refusal in these words speaks of something that was offered: it is not sent again. */
    boolean learn(String model, Map<String, Refusable> offered, String words) {
        boolean hasLearnt = false;
        for (var entry : offered.entrySet()) {
            Refusable one = entry.getValue();
            if (one.words().matcher(words).find()) {
                learnt.add(new Lesson(one.isOfModel() ? model : "", entry.getKey()));
                hasLearnt = true;
            }
        }
        return hasLearnt;
    }

    /** Of one model, or of all where {@code model} is empty. */
    private record Lesson(String model, String refused) {}
}
